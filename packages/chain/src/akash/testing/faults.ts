/** What the double can be told to do wrong. Each stays until it is healed. */
export const FAULTS = [
  /** 401 for every call. */
  'key-refused',
  /** 429 for every call. */
  'rate-limited',
  /** 503 for every call. */
  'unavailable',
  /** An HTML page in place of JSON, as a proxy in between sends. */
  'balance-unreadable',
  'balance-empty',
  /** 402 when the deployment is created, though the balance looked right. */
  'create-without-funds',
  /** 400 with the words of the real server. */
  'create-sdl-refused',
  /** 201, but the chain refused the transaction. */
  'create-transaction-failed',
  /** The deployment is created and the connection breaks before the answer. */
  'create-answer-lost',
  'no-bids',
  /** Bids whose providers are never up. */
  'poor-bids',
  /** The chosen bid was withdrawn. */
  'bid-gone',
  /** The lease is made and the connection breaks before the answer. */
  'lease-answer-lost',
  /** The lease is made, and the provider does not take the manifest. */
  'manifest-refused',
  /** The provider never reports the service as available. */
  'endpoint-never',
  /** The provider gives an address at which nothing answers. */
  'endpoint-dead',
  /** The provider closes the lease. */
  'lease-lost',
  'close-fails',
  /** Tokens for providers are refused as expired. */
  'token-expired',
] as const;

export type Fault = (typeof FAULTS)[number];
