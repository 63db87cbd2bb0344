/** LangChain's usual way over the same files: its recursive splitter, by language where it knows it, and its store. */
import { MemoryVectorStore } from '@langchain/classic/vectorstores/memory';
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';
import { createSourceReader, listSource } from '@codexos/rag-engine';
import { HashingEmbeddings } from './hashing-embeddings.ts';

type Language = Parameters<typeof RecursiveCharacterTextSplitter.fromLanguage>[0];

const LANGUAGES: Record<string, Language> = {
  ts: 'js',
  tsx: 'js',
  js: 'js',
  mjs: 'js',
  jsx: 'js',
  py: 'python',
  go: 'go',
  rs: 'rust',
  java: 'java',
  rb: 'ruby',
  php: 'php',
  cpp: 'cpp',
  md: 'markdown',
  html: 'html',
};
/** The defaults of the splitter. */
const SIZE = { chunkSize: 1000, chunkOverlap: 200 };

export interface LangChainIndex {
  store: MemoryVectorStore;
  chunkCount: number;
}

export async function ingestByLangChain(folder: string): Promise<LangChainIndex> {
  const { root, paths } = await listSource(folder);
  const read = createSourceReader(root);
  const store = new MemoryVectorStore(new HashingEmbeddings());
  const splitters = new Map<string, RecursiveCharacterTextSplitter>();
  for (const path of paths) {
    const file = await read(path);
    if ('skip' in file) continue;
    const ending = path.slice(path.lastIndexOf('.') + 1);
    const splitter = splitters.get(ending) ?? createSplitter(ending);
    splitters.set(ending, splitter);
    await store.addDocuments(await splitter.createDocuments([file.text], [{ path }]));
  }
  return { store, chunkCount: store.memoryVectors.length };
}

function createSplitter(ending: string): RecursiveCharacterTextSplitter {
  const language = LANGUAGES[ending];
  return language === undefined
    ? new RecursiveCharacterTextSplitter(SIZE)
    : RecursiveCharacterTextSplitter.fromLanguage(language, SIZE);
}
