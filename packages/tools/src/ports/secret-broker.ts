/** Gives a secret's value for one outgoing call, if the tool was granted it and it may go to that host. */
export interface SecretBroker {
  /** Throws SECRET_MISSING or SECRET_NOT_GRANTED. */
  read(request: { name: string; tool: string; host: string; port: number }): Promise<string>;
}
