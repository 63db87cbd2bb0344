'use client';
import { createTool } from '@codexos/protocol/contracts/tools.contract';
import { useRouter } from 'next/navigation';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { BLANK_DRAFT } from './tool-draft';
import { ToolPanes } from './tool-panes';
import { ToolSetup } from './tool-setup';
import { TOOL_TAGS } from './tool-tags';
import { TryPane } from './try-pane';
import { useToolDraft } from './use-tool-draft';

/** A tool that is not saved yet. It can be tried before it is. */
export function NewToolPage() {
  const router = useRouter();
  const state = useToolDraft('new', BLANK_DRAFT, 0);
  const create = useApiMutation(createTool, {
    refreshes: TOOL_TAGS,
    onSuccess: ({ id, label }) => {
      state.replace(BLANK_DRAFT, 0);
      toast.success(`${label} is there for flows and agents`);
      router.replace(`/tools/${id}`);
    },
  });
  const { draft, document, problems, edit } = state;
  return (
    <PageFrame
      breadcrumb={[{ label: 'Tools', href: '/tools' }, { label: draft.label || 'New tool' }]}
      className="overflow-hidden"
      primary={
        <Button
          variant="primary"
          disabled={!document || create.isPending}
          onClick={() => document && create.mutate({ body: { document } })}
        >
          Create
        </Button>
      }
    >
      <ToolPanes
        setup={
          <ToolSetup
            draft={draft}
            problems={problems}
            mayRename
            edit={edit}
            notice={create.error ? <ErrorNotice error={create.error} /> : null}
          />
        }
        attempt={<TryPane state={state} />}
      />
    </PageFrame>
  );
}
