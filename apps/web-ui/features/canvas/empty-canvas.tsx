'use client';
import { replaceFlow } from '@codexos/flow-document';
import { listTemplates, type Template } from '@codexos/protocol/contracts/flows.contract';
import { Icon } from '@/components/ui/icon';
import { Kbd } from '@/components/ui/kbd';
import { useApiQuery } from '@/lib/api/use-api-query';
import { useCanvas } from './model/canvas-context';
import type { Editor } from './model/editor';

/** Three flows to start from, and one line that says what a flow is. */
export function EmptyCanvas({ editor }: { editor: Editor }) {
  const { store } = useCanvas();
  const { data } = useApiQuery(listTemplates, {});
  const use = ({ flow }: Template) => {
    const { name, description } = store.getState().flow;
    editor.edit((doc, origin) => replaceFlow(doc, { ...flow, name, description }, origin));
    const first = flow.nodes[0];
    if (first) store.setState({ revealRequest: { id: first.id } });
  };
  return (
    <div className="pointer-events-none absolute inset-0 z-10 flex flex-col items-center justify-center gap-5 p-6">
      <p className="max-w-md text-center text-sm text-muted-foreground">
        A flow is a drawing of nodes that runs: values enter at an input, travel along edges and leave at an
        output. Press <Kbd keys="/" /> to add a node, or start from one of these.
      </p>
      <div className="pointer-events-auto grid w-full max-w-2xl gap-3 sm:grid-cols-3">
        {(data?.items ?? []).slice(0, 3).map((template) => (
          <button
            key={template.id}
            type="button"
            onClick={() => use(template)}
            className="flex flex-col gap-1.5 rounded-md border bg-card p-3 text-left shadow-(--shadow-node) hover:border-ring"
          >
            <Icon name={template.icon} className="text-muted-foreground" />
            <span className="text-sm font-medium">{template.name}</span>
            <span className="text-xs text-muted-foreground">{template.summary}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
