'use client';
import { roleSchema, type Role } from '@codexos/protocol/contracts/session.contract';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { ROLES } from './role-words';

interface RoleSelectProps {
  label: string;
  role: Role;
  isDisabled?: boolean;
  onChange: (role: Role) => void;
}

export function RoleSelect({ label, role, isDisabled = false, onChange }: RoleSelectProps) {
  return (
    <Select value={role} disabled={isDisabled} onValueChange={(value) => onChange(roleSchema.parse(value))}>
      <SelectTrigger aria-label={label} className="w-28 shrink-0 capitalize">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {ROLES.map((name) => (
          <SelectItem key={name} value={name} className="capitalize">
            {name}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
