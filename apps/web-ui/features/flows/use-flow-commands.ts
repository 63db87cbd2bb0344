'use client';
import {
  createFlow,
  deleteFlow,
  getFlow,
  renameFlow,
  restoreFlow,
  type FlowSummary,
} from '@codexos/protocol/contracts/flows.contract';
import { useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { toWireError } from '@/lib/api/api-error';
import { callApi } from '@/lib/api/call-api';
import { downloadFlow } from './download-flow';

/** What can be done to a flow from the list. */
export function useFlowCommands({ id: flowId, name }: Pick<FlowSummary, 'id' | 'name'>) {
  const client = useQueryClient();
  const params = { flowId };
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      await client.invalidateQueries({ queryKey: ['flows'] });
    } catch (error) {
      const { title, message } = toWireError(error);
      toast.error(title, { description: message });
    }
  };
  const restore = () =>
    attempt(async () => {
      await callApi(restoreFlow, { params });
    });
  return {
    rename: (next: string) =>
      attempt(async () => {
        await callApi(renameFlow, { params, body: { name: next } });
      }),
    duplicate: () =>
      attempt(async () => {
        const { draft } = await callApi(getFlow, { params });
        await callApi(createFlow, { body: { flow: { ...draft, name: `${draft.name.slice(0, 112)} copy` } } });
        toast(`Duplicated ${name}`);
      }),
    download: () =>
      attempt(async () => {
        const { draft } = await callApi(getFlow, { params });
        downloadFlow(draft);
      }),
    remove: () =>
      attempt(async () => {
        await callApi(deleteFlow, { params });
        toast(`Deleted ${name}`, {
          duration: 8_000,
          action: { label: 'Undo', onClick: () => void restore() },
        });
      }),
  };
}
