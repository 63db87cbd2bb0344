'use client';
import { getTool, updateTool, type ToolDetail } from '@codexos/protocol/contracts/tools.contract';
import dynamic from 'next/dynamic';
import { useMemo, useState } from 'react';
import { toast } from 'sonner';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { PageFrame } from '@/features/shell/page-frame';
import { useActions } from '@/lib/actions/use-actions';
import { ApiError } from '@/lib/api/api-error';
import { callApi } from '@/lib/api/call-api';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { toDraft } from './tool-draft';
import { ToolMenu } from './tool-menu';
import { ToolPanes } from './tool-panes';
import { ToolSetup } from './tool-setup';
import { TOOL_TAGS } from './tool-tags';
import { ToolUsers } from './tool-users';
import { TryPane } from './try-pane';
import { useToolDraft } from './use-tool-draft';

const ToolVersions = dynamic(() => import('./tool-versions').then((module) => module.ToolVersions), {
  ssr: false,
});

/** A tool that flows and agents can call: it changes for them when it is saved, and not before. */
export function ToolEditor({ detail: opened }: { detail: ToolDetail }) {
  const [detail, setDetail] = useState(opened);
  const state = useToolDraft(detail.id, toDraft(detail.document), detail.revision);
  const { draft, document, problems, isChanged, revision, edit, replace } = state;
  const params = { toolId: detail.id };
  const take = (fresh: ToolDetail) => {
    setDetail(fresh);
    replace(toDraft(fresh.document), fresh.revision);
  };
  const save = useApiMutation(updateTool, {
    refreshes: TOOL_TAGS,
    onSuccess: (saved) => {
      take(saved);
      toast.success(`Version ${saved.revision} of ${saved.label} is in use`);
    },
  });
  const isReady = isChanged && document !== undefined && !save.isPending;
  const { mutate } = save;
  useActions(
    useMemo(
      () => [
        {
          id: 'tool.save',
          label: 'Save the tool',
          group: 'Tool',
          icon: 'save',
          shortcuts: ['mod+s'],
          worksInFields: true,
          isDisabled: !isReady,
          run: () => {
            if (isReady) mutate({ params: { toolId: detail.id }, body: { document, revision } });
          },
        },
      ],
      [isReady, mutate, detail.id, document, revision],
    ),
  );
  const isConflict = save.error instanceof ApiError && save.error.wire.code === 'CONFLICT';
  return (
    <PageFrame
      breadcrumb={[{ label: 'Tools', href: '/tools' }, { label: detail.label }]}
      className="overflow-hidden"
      status={isChanged ? <Badge variant="warn">not saved</Badge> : undefined}
      actions={<ToolMenu detail={detail} />}
      primary={
        <Button
          variant="primary"
          disabled={!isReady}
          onClick={() => document && save.mutate({ params, body: { document, revision } })}
        >
          Save
        </Button>
      }
    >
      <ToolPanes
        setup={
          <ToolSetup
            draft={draft}
            problems={problems}
            mayRename={false}
            edit={edit}
            notice={
              save.error ? (
                <ErrorNotice
                  error={save.error}
                  action={
                    isConflict ? (
                      <Button
                        size="sm"
                        onClick={() =>
                          void callApi(getTool, { params }).then((fresh) => {
                            save.reset();
                            take(fresh);
                          })
                        }
                      >
                        Load what is saved
                      </Button>
                    ) : undefined
                  }
                />
              ) : null
            }
          />
        }
        attempt={<TryPane state={state} />}
        use={<ToolUsers usedBy={detail.usedBy} />}
        versions={<ToolVersions detail={detail} onRestored={take} />}
      />
    </PageFrame>
  );
}
