/** Files that tools may see. Implementations refuse everything outside their roots. */
export interface FileAccess {
  /** Paths relative to the source, sorted. */
  list(signal?: AbortSignal): Promise<string[]>;
  /** Throws PATH_REFUSED, FILE_NOT_FOUND or PAYLOAD_TOO_LARGE. */
  read(path: string, signal?: AbortSignal): Promise<FileContent>;
}

export interface FileContent {
  /** Relative to the source, with forward slashes. */
  path: string;
  text: string;
  /** Git blob hash of the content. */
  blobHash: string;
  commit?: string;
}
