'use client';
import {
  listToolVersions,
  restoreToolVersion,
  type ToolDetail,
  type ToolVersion,
} from '@codexos/protocol/contracts/tools.contract';
import { jsonObjectSchema } from '@codexos/protocol/json';
import { HistoryIcon } from 'lucide-react';
import { toast } from 'sonner';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { compareDocuments } from './compare-documents';
import { TOOL_TAGS } from './tool-tags';

interface ToolVersionsProps {
  detail: ToolDetail;
  onRestored: (detail: ToolDetail) => void;
}

/** Every saved state of the tool, the newest first, with what each changed. */
export function ToolVersions({ detail: { id, revision }, onRestored }: ToolVersionsProps) {
  const params = { toolId: id };
  const { data, error } = useApiQuery(listToolVersions, { params });
  const restore = useApiMutation(restoreToolVersion, {
    refreshes: TOOL_TAGS,
    onSuccess: (restored) => {
      onRestored(restored);
      toast.success('The version is in use again');
    },
    onError: (problem) => toast.error('The version could not be restored', { description: problem.message }),
  });
  if (error && !data) return <ErrorNotice error={error} className="m-6" />;
  if (!data) return <Skeleton className="m-6 h-24 rounded-md" aria-busy="true" />;
  return (
    <ol className="mx-auto flex max-w-180 flex-col gap-2 p-6 max-[599px]:p-4" aria-label="Versions">
      {data.items.map((version, index) => (
        <li key={version.number} className="flex items-center gap-3 rounded-md border bg-card px-4 py-2.5">
          <span className="w-8 font-mono text-sm tabular">{version.number}</span>
          <span className="min-w-0 flex-1">
            <span className="flex items-center gap-2 text-sm font-medium">
              <span className="truncate">{version.document.label}</span>
              {version.number === revision ? <Badge variant="ok">in use</Badge> : null}
            </span>
            <span className="block truncate text-xs text-muted-foreground">
              <RelativeTime at={version.createdAt} /> · {describeChange(version, data.items[index + 1])}
            </span>
          </span>
          {version.number === revision ? null : (
            <Button
              size="sm"
              disabled={restore.isPending}
              onClick={() => restore.mutate({ params: { ...params, number: version.number } })}
            >
              <HistoryIcon aria-hidden /> Restore
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}

function describeChange({ document }: ToolVersion, before: ToolVersion | undefined): string {
  if (!before) return 'the first one';
  const asJson = (value: ToolVersion['document']) => jsonObjectSchema.parse(value);
  const changes = compareDocuments(asJson(before.document), asJson(document)).map(({ text }) => text);
  return changes.length === 0 ? 'only its label' : changes.join('; ');
}
