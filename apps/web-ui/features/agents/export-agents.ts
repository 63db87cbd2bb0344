import { exportAgents } from '@codexos/protocol/contracts/agent-files.contract';
import { toast } from 'sonner';
import { callApi } from '@/lib/api/call-api';
import { downloadYaml } from '@/lib/download-json';

/** Hands agents over as a YAML file; all of them when none is named. */
export async function downloadAgents(fileName: string, agentId?: string): Promise<void> {
  try {
    const { text } = await callApi(exportAgents, {
      query: agentId === undefined ? {} : { agentIds: agentId },
    });
    downloadYaml(fileName, text);
  } catch (error) {
    toast.error('The file was not made', {
      description: error instanceof Error ? error.message : String(error),
    });
  }
}
