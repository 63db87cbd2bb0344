/** Passwords as argon2id hashes in PHC format, which name their own costs so that these can grow later. */
import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id (the library's default): 19 MiB, 2 passes, one lane. Some 50 ms. */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COSTS);
}

/**
 * Whether the password is the hashed one. Without a hash it takes as long and says no, so that the time of an answer
 * does not tell whether there is such an account.
 */
export async function verifyPassword(password: string, hashed: string | undefined): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password');
  const isSame = await verify(hashed ?? (await nobody), password.normalize('NFKC'));
  return hashed !== undefined && isSame;
}

let nobody: Promise<string> | undefined;
