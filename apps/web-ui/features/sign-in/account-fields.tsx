'use client';
import { PASSWORD_MIN_LENGTH } from '@codexos/protocol/contracts/session.contract';
import { useState } from 'react';
import { Field } from './field';

export interface AccountValues {
  name: string;
  email: string;
  password: string;
}

/** Values of a new account, and whether they are enough to be sent. */
export function useAccountValues(email = '') {
  const [values, setValues] = useState<AccountValues>({ name: '', email, password: '' });
  const isReady =
    values.name.trim() !== '' && values.email.includes('@') && values.password.length >= PASSWORD_MIN_LENGTH;
  return { values, setValues, isReady };
}

interface AccountFieldsProps {
  values: AccountValues;
  onChange: (values: AccountValues) => void;
  /** The invitation is for one address. */
  isEmailFixed?: boolean;
}

export function AccountFields({ values, onChange, isEmailFixed = false }: AccountFieldsProps) {
  const change = (field: keyof AccountValues) => (value: string) => onChange({ ...values, [field]: value });
  return (
    <>
      <Field
        id="name"
        label="Your name"
        autoComplete="name"
        maxLength={120}
        value={values.name}
        onChange={change('name')}
      />
      <Field
        id="email"
        label="E-mail address"
        type="email"
        autoComplete="username"
        readOnly={isEmailFixed}
        value={values.email}
        onChange={change('email')}
      />
      <Field
        id="password"
        label="Password"
        type="password"
        autoComplete="new-password"
        minLength={PASSWORD_MIN_LENGTH}
        maxLength={200}
        help={`At least ${PASSWORD_MIN_LENGTH} characters. A few words in a row are easy to remember and hard to guess.`}
        value={values.password}
        onChange={change('password')}
      />
    </>
  );
}
