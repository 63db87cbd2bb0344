/** What a right answer is: any chunk of a file, or the chunk that covers one line of it. */
interface Target {
  /** Distinct within a question. */
  id: string;
  path: string;
  /** 1-based; absent when every chunk of the file is right. */
  line?: number;
}

export interface Question {
  text: string;
  targets: Target[];
}
