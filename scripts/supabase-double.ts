/**
 * A local server that speaks the password grant of Supabase Auth, to try signing in without a project there:
 * `node scripts/supabase-double.ts --key <publishable key> --email <address> --password <password>`.
 */
import { parseArgs } from 'node:util';
import { startSupabaseDouble } from '@codexos/application/testing';

const { values } = parseArgs({
  options: {
    key: { type: 'string', default: 'sb_publishable_local' },
    email: { type: 'string', default: 'grace@example.org' },
    password: { type: 'string', default: 'four words are enough' },
  },
});

const { url } = await startSupabaseDouble({
  publishableKey: values.key,
  email: values.email,
  password: values.password,
});
console.log(`SUPABASE_URL=${url} SUPABASE_ANON_KEY=${values.key}`);
