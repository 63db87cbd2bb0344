import { listDocuments } from '@codexos/protocol/contracts/knowledge.contract';
import { toPage } from '../../db/page.ts';
import { defineUseCase } from '../../use-case.ts';

export const listDocumentsUseCase = defineUseCase(
  listDocuments,
  async ({ services, principal, params, query }) => {
    const search = query.search?.toLowerCase();
    const documents = (await services.knowledge.listDocuments(principal.workspaceId, params.sourceId))
      .filter((document) => search === undefined || document.path.toLowerCase().includes(search))
      .filter((document) => query.cursor === undefined || document.path > query.cursor)
      .sort((left, right) => (left.path < right.path ? -1 : 1));
    return toPage(documents.slice(0, query.limit + 1), {
      limit: query.limit,
      cursorOf: (document) => document.path,
      toItem: (document) => document,
    });
  },
);
