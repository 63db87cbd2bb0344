'use client';
import { renameFlow } from '@codexos/flow-document';
import type { Catalogue } from '@codexos/protocol/catalogue';
import type { ActivationView } from '@codexos/protocol/run-view';
import dynamic from 'next/dynamic';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { PanelRightIcon } from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from '@/components/ui/button';
import type * as Y from 'yjs';
import { StatusLabel } from '@/components/ui/status-dot';
import { CanvasProvider, useCanvas, type CanvasContextValue } from '@/features/canvas/model/canvas-context';
import {
  createCanvasStore,
  selectNodes,
  setRun,
  type CanvasStore,
} from '@/features/canvas/model/canvas-store';
import { createEditor, type Editor } from '@/features/canvas/model/editor';
import { errorsNow, useValidation } from '@/features/canvas/use-validation';
import { lastInputs } from '@/features/run/last-input';
import { RunButton } from '@/features/run/run-button';
import { needsSource, readRunInputs } from '@/features/run/run-inputs';
import { ShownRunProvider } from '@/features/run/shown-run';
import { useFlowRun, type FlowRun } from '@/features/run/use-flow-run';
import { PageFrame } from '@/features/shell/page-frame';
import { usePreload } from '@/lib/use-preload';
import { useIsPhone } from '@/lib/use-media-query';
import { EditorTree } from './editor-tree';
import { FlowMenu } from './flow-menu';
import { updatePanels } from './panels-store';
import { useEditorActions } from './use-editor-actions';
import { Workspace } from './workspace';

const loadRunDialog = () => import('@/features/run/run-dialog').then((module) => module.RunDialog);
const RunDialog = dynamic(loadRunDialog, { ssr: false });
const RunNodeDialog = dynamic(
  () => import('@/features/run-node/run-node-dialog').then((module) => module.RunNodeDialog),
  { ssr: false },
);

interface FlowEditorProps {
  flowId: string;
  doc: Y.Doc;
  catalogue: Catalogue;
}

/** The flow page once the document is there: canvas, panels, run. */
export function FlowEditor({ flowId, doc, catalogue }: FlowEditorProps) {
  const isPhone = useIsPhone();
  const kinds = useMemo(() => new Map(catalogue.nodes.map((kind) => [kind.kind, kind])), [catalogue]);
  const store = useMemo(() => createCanvasStore(isPhone), [isPhone]);
  const [editor, setEditor] = useState<Editor>();
  useEffect(() => {
    const created = createEditor(doc, store, kinds);
    setEditor(created);
    return () => {
      created.destroy();
      setEditor(undefined);
    };
  }, [doc, store, kinds]);
  useValidation(store, flowId, editor !== undefined);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const openInspector = useCallback(() => {
    updatePanels({ isRightOpen: true, tab: 'inspector' });
    setSheetOpen(true);
  }, []);
  const [aloneId, setAloneId] = useState<string>();
  const run = useFlowRun(flowId);
  const { resetNodeError } = run;
  const canvas = useMemo<CanvasContextValue>(
    () => ({
      ...{ store, kinds, catalogue, editor: isPhone ? undefined : editor, openInspector },
      runAlone: setAloneId,
    }),
    [store, kinds, catalogue, editor, isPhone, openInspector],
  );
  const activations = run.shown?.view.activations;
  const ranAloneId = run.shown?.nodeId;
  useEffect(
    () => setRun(store, activations && shownActivations(activations.values(), ranAloneId)),
    [store, activations, ranAloneId],
  );
  if (!editor) return null;
  return (
    <CanvasProvider value={canvas}>
      <ShownRunProvider value={run.shown}>
        <Page
          flowId={flowId}
          store={store}
          editor={editor}
          run={run}
          isSheetOpen={isSheetOpen}
          setSheetOpen={setSheetOpen}
        />
        {aloneId === undefined ? null : (
          <RunAlone
            key={aloneId}
            flowId={flowId}
            nodeId={aloneId}
            run={run}
            onClose={() => {
              setAloneId(undefined);
              resetNodeError();
            }}
          />
        )}
      </ShownRunProvider>
    </CanvasProvider>
  );
}

/** Where a node ran alone, the others stand for what it was given and have not run. */
function shownActivations(
  all: Iterable<ActivationView>,
  aloneId: string | undefined,
): Iterable<ActivationView> {
  return aloneId === undefined ? all : [...all].filter(({ nodeId }) => nodeId === aloneId);
}

interface RunAloneProps {
  flowId: string;
  nodeId: string;
  run: FlowRun;
  onClose: () => void;
}

function RunAlone({ flowId, nodeId, run, onClose }: RunAloneProps) {
  const { store, openInspector } = useCanvas();
  const [node] = useState(() => store.getState().nodes.find(({ id }) => id === nodeId));
  if (!node) return null;
  const showNode = () => {
    selectNodes(store, [nodeId]);
    openInspector(nodeId);
    onClose();
  };
  return <RunNodeDialog flowId={flowId} node={node} run={run} onStarted={showNode} onClose={onClose} />;
}

interface PageProps {
  flowId: string;
  store: CanvasStore;
  editor: Editor;
  run: FlowRun;
  isSheetOpen: boolean;
  setSheetOpen: (open: boolean) => void;
}

function Page({ flowId, store, editor, run, isSheetOpen, setSheetOpen }: PageProps) {
  const name = useStore(store, ({ flow }) => flow.name);
  const errorCount = useStore(
    store,
    ({ problems }) => problems.filter(({ severity }) => severity === 'error').length,
  );
  const [isAsking, setAsking] = useState(false);
  const { kinds } = editor;
  usePreload(loadRunDialog);

  const showRun = useCallback(() => {
    setAsking(false);
    updatePanels({ isRightOpen: true, tab: 'run', isDockOpen: true });
    setSheetOpen(true);
  }, [setSheetOpen]);
  const showProblems = () => {
    updatePanels({ isRightOpen: true, tab: 'problems' });
    setSheetOpen(true);
  };
  const askOrStart = () => {
    if (errorCount === 0) start();
    // What is known may be older than the last edit, which may have mended it.
    else errorsNow(store, flowId).then((count) => (count === 0 ? start() : showProblems()), showProblems);
  };
  const start = () => {
    run.resetError();
    const { flow } = store.getState();
    if (readRunInputs(flow, kinds).length > 0 || needsSource(flow, kinds)) setAsking(true);
    else run.start({ input: {} }, showRun);
  };
  useEditorActions({ flowId, isActive: run.isActive, runOrStop: run.isActive ? run.stop : askOrStart });
  const { flow } = store.getState();
  return (
    <PageFrame
      breadcrumb={[
        { label: 'Flows', href: '/flows' },
        {
          label: name,
          onRename: (next) => editor.edit((doc, origin) => renameFlow(doc, { name: next }, origin)),
        },
      ]}
      status={
        run.shown ? (
          <StatusLabel
            status={run.shown.view.status}
            className="ml-1 rounded-full border bg-card px-2 py-0.5 text-xs"
          />
        ) : undefined
      }
      actions={
        <>
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label="Open the panel"
            className="min-[900px]:hidden"
            onClick={() => setSheetOpen(true)}
          >
            <PanelRightIcon aria-hidden />
          </Button>
          <FlowMenu flowId={flowId} store={store} />
        </>
      }
      primary={
        <RunButton
          isActive={run.isActive}
          isStarting={run.isStarting}
          errorCount={errorCount}
          onRun={askOrStart}
          onStop={run.stop}
        />
      }
      tree={<EditorTree />}
      treeLabel="Nodes"
      className="overflow-hidden"
    >
      <Workspace flowId={flowId} run={run} isSheetOpen={isSheetOpen} setSheetOpen={setSheetOpen} />
      {isAsking ? (
        <RunDialog
          name={name}
          inputs={readRunInputs(flow, kinds)}
          hasSource={needsSource(flow, kinds)}
          last={lastInputs.get()[flowId]}
          error={run.startError}
          isStarting={run.isStarting}
          onStart={(input) => run.start(input, showRun)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </PageFrame>
  );
}
