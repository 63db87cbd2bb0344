/**
 * The one error table. HTTP status, whether a retry may help and the title a person reads are all derived
 * from it, with exhaustive types. A code is permanent once it has shipped.
 */
export interface ErrorInfo {
  /** HTTP status of a response that carries the code. */
  status: number;
  /** True when the same call may succeed later without a change. */
  retryable: boolean;
  /** Short sentence for people, safe to show to anyone. */
  title: string;
}

export const ERROR_CODES = {
  REQUEST_INVALID: { status: 400, retryable: false, title: 'The request has mistakes' },
  SESSION_REQUIRED: { status: 401, retryable: false, title: 'Sign-in is needed' },
  TOKEN_INVALID: { status: 401, retryable: false, title: 'The token is not valid' },
  SIGN_IN_FAILED: { status: 401, retryable: false, title: 'Sign-in failed' },
  ORIGIN_REFUSED: { status: 403, retryable: false, title: 'This page may not call the server' },
  PERMISSION_DENIED: { status: 403, retryable: false, title: 'Not allowed' },
  PATH_REFUSED: { status: 403, retryable: false, title: 'The path is outside the allowed folders' },
  ADDRESS_REFUSED: { status: 403, retryable: false, title: 'The address is not allowed' },
  NOT_FOUND: { status: 404, retryable: false, title: 'Not found' },
  FLOW_NOT_FOUND: { status: 404, retryable: false, title: 'Flow not found' },
  FLOW_VERSION_NOT_FOUND: { status: 404, retryable: false, title: 'Flow version not found' },
  RUN_NOT_FOUND: { status: 404, retryable: false, title: 'Run not found' },
  AGENT_NOT_FOUND: { status: 404, retryable: false, title: 'Agent not found' },
  KNOWLEDGE_BASE_NOT_FOUND: { status: 404, retryable: false, title: 'Knowledge base not found' },
  SOURCE_NOT_FOUND: { status: 404, retryable: false, title: 'Source not found' },
  FILE_NOT_FOUND: { status: 404, retryable: false, title: 'File not found' },
  TOOL_NOT_FOUND: { status: 404, retryable: false, title: 'Tool not found' },
  MODEL_NOT_FOUND: { status: 404, retryable: false, title: 'Model not found' },
  CONVERSATION_NOT_FOUND: { status: 404, retryable: false, title: 'Conversation not found' },
  SECRET_NOT_FOUND: { status: 404, retryable: false, title: 'Secret not found' },
  LISTING_NOT_FOUND: { status: 404, retryable: false, title: 'Listing not found' },
  INVITATION_INVALID: { status: 404, retryable: false, title: 'The invitation is not valid' },
  SHARE_LINK_INVALID: { status: 404, retryable: false, title: 'The link is not valid' },
  ACCOUNTS_OFF: { status: 409, retryable: false, title: 'This server has no accounts' },
  EMAIL_TAKEN: { status: 409, retryable: false, title: 'The e-mail address is taken' },
  LAST_ADMIN: { status: 409, retryable: false, title: 'A workspace needs an admin' },
  DEPLOYMENT_NOT_FOUND: { status: 404, retryable: false, title: 'Deployment not found' },
  NOT_PUBLISHED: { status: 409, retryable: false, title: 'Nothing is published' },
  CONFLICT: { status: 409, retryable: false, title: 'Somebody else was faster' },
  RUN_NOT_ACTIVE: { status: 409, retryable: false, title: 'The run has already ended' },
  RUN_CANCELLED: { status: 409, retryable: false, title: 'The run was cancelled' },
  SECRET_MISSING: { status: 409, retryable: false, title: 'A secret is missing' },
  DATA_LOCKED: { status: 409, retryable: true, title: 'The data folder is in use' },
  JOURNAL_FENCED: { status: 409, retryable: false, title: 'Another worker took over the run' },
  DEPLOYMENT_STATE_WRONG: { status: 409, retryable: false, title: 'The deployment is not at that step' },
  AKASH_FUNDS_MISSING: { status: 409, retryable: true, title: 'The balance does not suffice' },
  AKASH_NO_BIDS: { status: 409, retryable: true, title: 'No provider made a bid' },
  AKASH_NO_FITTING_BID: { status: 409, retryable: true, title: 'No bid fits the rule' },
  AKASH_BIDS_EXPIRED: { status: 409, retryable: false, title: 'The bids have expired' },
  AKASH_BID_GONE: { status: 409, retryable: true, title: 'The bid is no longer open' },
  AKASH_LEASE_LOST: { status: 409, retryable: false, title: 'The lease has ended' },
  PAYLOAD_TOO_LARGE: { status: 413, retryable: false, title: 'Too large' },
  FLOW_INVALID: { status: 422, retryable: false, title: 'The flow has problems' },
  RUN_INPUT_INVALID: { status: 422, retryable: false, title: 'The input of the run is not right' },
  NODE_CONFIG_INVALID: { status: 422, retryable: false, title: 'A node is not configured' },
  EXPRESSION_FAILED: { status: 422, retryable: false, title: 'An expression failed' },
  PLAN_INVALID: { status: 422, retryable: false, title: 'The plan has mistakes' },
  TOOL_INVALID: { status: 422, retryable: false, title: 'The tool has problems' },
  AGENT_INVALID: { status: 422, retryable: false, title: 'The agent has problems' },
  SDL_INVALID: { status: 422, retryable: false, title: 'The SDL has mistakes' },
  TOOL_INPUT_INVALID: { status: 422, retryable: false, title: 'The tool got wrong input' },
  SECRET_NOT_GRANTED: { status: 403, retryable: false, title: 'The secret is not granted' },
  TOOL_NOT_GRANTED: { status: 403, retryable: false, title: 'The tool is not granted' },
  EFFECT_NOT_ALLOWED: { status: 403, retryable: false, title: 'The flow does not allow this effect' },
  LISTING_INVALID: { status: 422, retryable: false, title: 'The listing cannot be used' },
  REGISTRY_INVALID: { status: 422, retryable: false, title: 'The registry cannot be read' },
  CHAIN_REFUSED: { status: 422, retryable: false, title: 'The chain refused it' },
  CHAIN_MISMATCH: { status: 409, retryable: false, title: 'It is another network' },
  VOTE_REFUSED: { status: 409, retryable: false, title: 'The policy does not allow this vote' },
  AGENT_VOTE_NOT_FOUND: { status: 404, retryable: false, title: 'Vote of an agent not found' },
  PROPOSAL_NOT_FOUND: { status: 404, retryable: false, title: 'Proposal not found' },
  SOURCE_INVALID: { status: 422, retryable: false, title: 'The source cannot be read' },
  LIMIT_REACHED: { status: 422, retryable: false, title: 'A limit was reached' },
  RATE_LIMITED: { status: 429, retryable: true, title: 'Too many requests' },
  INTERNAL: { status: 500, retryable: false, title: 'Something went wrong' },
  NODE_FAILED: { status: 502, retryable: true, title: 'A node failed' },
  TOOL_FAILED: { status: 502, retryable: true, title: 'A tool call failed' },
  MODEL_FAILED: { status: 502, retryable: true, title: 'The model call failed' },
  GIT_FAILED: { status: 502, retryable: true, title: 'Git reported a failure' },
  AKASH_KEY_REFUSED: { status: 502, retryable: true, title: 'Akash refused the API key' },
  AKASH_REQUEST_REFUSED: { status: 502, retryable: true, title: 'Akash refused the request' },
  AKASH_TRANSACTION_FAILED: { status: 502, retryable: true, title: 'The transaction failed on the chain' },
  AKASH_ANSWER_UNREADABLE: { status: 502, retryable: true, title: 'Akash answered in an unknown form' },
  AKASH_MANIFEST_REFUSED: { status: 502, retryable: true, title: 'The provider did not take the manifest' },
  AKASH_ENDPOINT_SILENT: { status: 502, retryable: true, title: 'The endpoint does not answer' },
  AKASH_UNAVAILABLE: { status: 503, retryable: true, title: 'Akash does not answer' },
  UNAVAILABLE: { status: 503, retryable: true, title: 'Not available right now' },
  VAULT_LOCKED: { status: 503, retryable: false, title: 'The vault cannot be opened' },
  NODE_TIMED_OUT: { status: 504, retryable: true, title: 'A node took too long' },
  TOOL_TIMED_OUT: { status: 504, retryable: true, title: 'A tool took too long' },
} as const satisfies Record<string, ErrorInfo>;

export type ErrorCode = keyof typeof ERROR_CODES;

export const errorCodes = Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]];
