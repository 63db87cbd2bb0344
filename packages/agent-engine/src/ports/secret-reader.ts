/** Reads a secret's value by name, at the moment of an outgoing call. */
export interface SecretReader {
  /** Undefined when there is no secret of that name. */
  read(name: string): Promise<string | undefined>;
}
