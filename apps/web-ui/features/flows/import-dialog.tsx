'use client';
import { createFlow, validateFlow } from '@codexos/protocol/contracts/flows.contract';
import type { Flow, FlowProblem } from '@codexos/protocol/flow';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FilePicker } from '@/components/file-picker';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { callApi } from '@/lib/api/call-api';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { formatCount } from '@/lib/format';
import { readFlowFile } from './read-flow-file';

interface Chosen {
  fileName: string;
  flow?: Flow;
  faults: string[];
  problems: FlowProblem[];
}

/** Takes a flow from a file. Its problems are shown before anything is created; nothing in it is executed. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [chosen, setChosen] = useState<Chosen>();
  const create = useApiMutation(createFlow);
  const choose = async (file: File) => {
    const reading = readFlowFile(await file.text());
    if ('faults' in reading) {
      setChosen({ fileName: file.name, faults: reading.faults, problems: [] });
      return;
    }
    setChosen({ fileName: file.name, flow: reading.flow, faults: [], problems: [] });
    const { problems } = await callApi(validateFlow, { body: { flow: reading.flow } });
    setChosen({ fileName: file.name, flow: reading.flow, faults: [], problems });
  };
  const flow = chosen?.flow;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Import a flow</DialogTitle>
          <DialogDescription>
            A JSON file as Export writes it. Nothing in it runs until you press Run.
          </DialogDescription>
        </DialogHeader>
        <FilePicker fileName={chosen?.fileName} onChoose={(file) => void choose(file)} />
        {chosen && chosen.faults.length > 0 ? <Faults faults={chosen.faults} /> : null}
        {flow && chosen ? <Summary flow={flow} problems={chosen.problems} /> : null}
        {create.error ? <ErrorNotice error={create.error} /> : null}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={!flow || create.isPending}
            onClick={() =>
              flow &&
              create.mutate({ body: { flow } }, { onSuccess: ({ id }) => router.push(`/flows/${id}`) })
            }
          >
            Import
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function Faults({ faults }: { faults: readonly string[] }) {
  return (
    <div role="alert" className="rounded-md border border-destructive/40 bg-destructive/8 p-3 text-sm">
      <p className="font-medium">The file holds no flow</p>
      <ul className="mt-1 list-disc pl-5">
        {faults.map((fault) => (
          <li key={fault} className="break-words">
            {fault}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Summary({ flow, problems }: { flow: Flow; problems: readonly FlowProblem[] }) {
  return (
    <div className="text-sm">
      <p>
        <span className="font-medium">{flow.name}</span>, {formatCount(flow.nodes.length, 'node')},{' '}
        {formatCount(flow.edges.length, 'edge')}
      </p>
      {problems.length > 0 ? (
        <>
          <p className="mt-1 text-warn">
            {formatCount(problems.length, 'problem')}. It can be imported and mended on the canvas.
          </p>
          <ul className="mt-1 max-h-40 list-disc overflow-y-auto pl-5 text-xs text-muted-foreground">
            {problems.slice(0, 20).map(({ message }, index) => (
              <li key={index}>{message}</li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
