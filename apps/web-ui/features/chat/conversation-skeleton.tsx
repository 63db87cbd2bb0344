import { Skeleton } from '@/components/ui/skeleton';

export function ConversationSkeleton() {
  return (
    <div className="flex flex-col gap-7" role="status" aria-busy="true" aria-label="Opening the conversation">
      <Skeleton className="ml-auto h-10 w-2/5 rounded-lg" />
      <div className="flex flex-col gap-2.5">
        <Skeleton className="h-4 w-11/12" />
        <Skeleton className="h-4 w-4/5" />
        <Skeleton className="h-4 w-3/5" />
      </div>
    </div>
  );
}
