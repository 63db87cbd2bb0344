import { Worker } from 'node:worker_threads';
import { CodexError } from '@codexos/utils/errors';
import type { DocComment } from '../evaluation/doc-comments.ts';
import type { TokenizedFile } from '../lexical/tokenized-file.ts';
import type { ChunkAnswer, ChunkRequest } from './chunk-messages.ts';

/** Worker threads that chunk files. Close it when done, or the threads keep the process alive. */
export interface ChunkPool extends AsyncDisposable {
  chunk(path: string, text: string): Promise<TokenizedFile>;
  findComments(path: string, text: string): Promise<DocComment[]>;
  /** Stops the threads at once; work under way is rejected. */
  close(): Promise<void>;
}

type Work = Omit<ChunkRequest, 'id'>;

interface Pending {
  resolve: (answer: ChunkAnswer) => void;
  reject: (error: unknown) => void;
}

export function createChunkPool({ size = 2 }: { size?: number } = {}): ChunkPool {
  const { send, close } = createThreads(size);
  return {
    async chunk(path, text) {
      const answer = await send({ wants: 'chunks', path, text });
      if ('file' in answer) return answer.file;
      throw parserFailed('error' in answer ? answer.error : 'wrong answer', undefined, path);
    },
    async findComments(path, text) {
      const answer = await send({ wants: 'comments', path, text });
      if ('comments' in answer) return answer.comments;
      throw parserFailed('error' in answer ? answer.error : 'wrong answer', undefined, path);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

interface Threads {
  send(work: Work): Promise<ChunkAnswer>;
  close(): Promise<void>;
}

function createThreads(size: number): Threads {
  const workers: Worker[] = [];
  const pending = new Map<number, Pending>();
  const load = new Map<Worker, number>();
  let nextId = 0;
  let isClosed = false;

  const failAll = (error: unknown): void => {
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };

  const addWorker = (): Worker => {
    const worker = new Worker(new URL('./chunk.worker.ts', import.meta.url));
    worker.on('message', (answer: ChunkAnswer) => {
      const work = pending.get(answer.id);
      pending.delete(answer.id);
      load.set(worker, (load.get(worker) ?? 1) - 1);
      work?.resolve(answer);
    });
    worker.on('error', (cause) => failAll(parserFailed('a parser thread stopped', cause)));
    workers.push(worker);
    load.set(worker, 0);
    return worker;
  };

  const pickWorker = (): Worker => {
    const idle = workers.find((worker) => load.get(worker) === 0);
    if (idle || workers.length >= size) return idle ?? leastLoaded(workers, load);
    return addWorker();
  };

  const send = (work: Work): Promise<ChunkAnswer> =>
    new Promise((resolve, reject) => {
      if (isClosed) {
        reject(parserFailed('the parser threads were closed'));
        return;
      }
      const worker = pickWorker();
      const id = nextId++;
      pending.set(id, { resolve, reject });
      load.set(worker, (load.get(worker) ?? 0) + 1);
      worker.postMessage({ id, ...work } satisfies ChunkRequest);
    });

  const close = async (): Promise<void> => {
    isClosed = true;
    failAll(parserFailed('the parser threads were closed'));
    await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
  };

  return { send, close };
}

function leastLoaded(workers: readonly Worker[], load: ReadonlyMap<Worker, number>): Worker {
  return workers.reduce((best, worker) => ((load.get(worker) ?? 0) < (load.get(best) ?? 0) ? worker : best));
}

function parserFailed(reason: string, cause?: unknown, path?: string): CodexError {
  const where = path === undefined ? '' : ` for ${path}`;
  return new CodexError({ code: 'INTERNAL', message: `Chunking failed${where}: ${reason}.`, cause });
}
