'use client';
import { renameNode } from '@codexos/flow-document';
import { useCanvas, useCanvasState } from '@/features/canvas/model/canvas-context';
import { nodeLabel, type CanvasNode } from '@/features/canvas/model/canvas-node';
import { NodeTile } from '@/features/canvas/node-tile';
import { PlayIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { PinSection } from '@/features/pins/pin-section';
import { useShownRun } from '@/features/run/shown-run';
import { changeSetting } from './change-setting';
import { ConfigForm } from './config-form';
import { NodeActivations } from './node-activations';
import { NodeConnections } from './node-connections';
import { NodePolicy } from './node-policy';

/** Settings of one node, and what it saw and said in the run that is shown. */
export function NodeInspector({ node }: { node: CanvasNode }) {
  const hasRun = useCanvasState((state) => state.hasRun);
  const { runAlone } = useCanvas();
  const run = useShownRun();
  const { data } = node;
  // A run of this node alone was asked for to see what it says.
  const aloneId = run?.nodeId === node.id ? run.runId : undefined;
  return (
    <div className="flex flex-col">
      <div className="flex items-start gap-2.5 px-4 pt-4 pb-3">
        <NodeTile descriptor={data.descriptor} className="size-7" />
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-sm font-semibold">{nodeLabel(data)}</h2>
          <p className="text-xs text-muted-foreground">
            {data.descriptor?.summary ?? 'This kind of node is not installed.'}
          </p>
          <p className="mt-0.5 flex items-center gap-1 font-mono text-2xs text-muted-foreground">
            {node.id} <CopyButton text={node.id} label="Copy node id" className="size-5" />
          </p>
        </div>
        {runAlone && data.descriptor?.runsAlone ? (
          <Button
            size="sm"
            onClick={() => runAlone(node.id)}
            title="Run only this node, on values that you choose"
          >
            <PlayIcon aria-hidden /> Run alone
          </Button>
        ) : null}
      </div>
      <PinSection node={node} />
      <Tabs
        key={aloneId ?? (hasRun ? 'run' : 'idle')}
        defaultValue={hasRun || aloneId !== undefined ? 'run' : 'settings'}
      >
        <TabsList>
          <TabsTrigger value="settings">Settings</TabsTrigger>
          <TabsTrigger value="run" disabled={!hasRun}>
            Input and output
          </TabsTrigger>
        </TabsList>
        <TabsContent value="settings" className="p-4">
          <NodeSettings node={node} />
        </TabsContent>
        <TabsContent value="run" className="p-4">
          <NodeActivations nodeId={node.id} />
        </TabsContent>
      </Tabs>
    </div>
  );
}

function NodeSettings({ node }: { node: CanvasNode }) {
  const { id, data } = node;
  const { editor } = useCanvas();
  const problems = useCanvasState((state) => state.problemsByNode.get(id));
  const general = (problems ?? []).filter(({ configPath }) => configPath === undefined);
  return (
    <div className="flex flex-col gap-4">
      {general.map(({ message, hint, severity }) => (
        <p
          key={message}
          role="alert"
          className={`text-xs ${severity === 'error' ? 'text-destructive' : 'text-warn'}`}
        >
          {message} <span className="text-muted-foreground">{hint}</span>
        </p>
      ))}
      <div className="flex flex-col gap-1.5">
        <Label htmlFor={`${id}-label`}>Name</Label>
        <Input
          id={`${id}-label`}
          value={data.node.label ?? ''}
          placeholder={data.descriptor?.label ?? data.node.kind}
          maxLength={80}
          disabled={!editor}
          onChange={(event) =>
            editor?.edit((doc, origin) => renameNode(doc, id, event.target.value, origin), `${id}.label`)
          }
        />
      </div>
      {data.descriptor ? (
        <ConfigForm
          id={id}
          configSchema={data.descriptor.configSchema}
          config={data.node.config}
          {...(problems ? { problems } : {})}
          isReadOnly={!editor}
          onChange={(name, value) =>
            editor?.edit((doc, origin) => changeSetting(doc, data, { name, value }, origin), `${id}.${name}`)
          }
        />
      ) : null}
      <NodePolicy node={data.node} />
      <NodeConnections node={node} />
    </div>
  );
}
