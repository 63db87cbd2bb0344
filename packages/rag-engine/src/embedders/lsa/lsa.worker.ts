/** Fits off the main thread: seconds of arithmetic for ten thousand chunks. */
import { parentPort, workerData } from 'node:worker_threads';
import { fitProjection } from './fit-projection.ts';
import type { SparseMatrix } from './sparse-matrix.ts';

const { matrix, dimensions } = workerData as { matrix: SparseMatrix; dimensions: number };
parentPort?.postMessage(fitProjection(matrix, dimensions));
