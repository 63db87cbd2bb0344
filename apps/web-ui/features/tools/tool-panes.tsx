'use client';
import type { ReactNode } from 'react';
import { ResizableGroup, ResizableHandle, ResizablePanel } from '@/components/ui/resizable';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { useIsNarrow } from '@/lib/use-media-query';
import { useQueryTab } from '@/lib/use-query-tab';

interface ToolPanesProps {
  setup: ReactNode;
  /** Where it is tried. */
  attempt: ReactNode;
  /** Absent for a tool that is not saved yet. */
  versions?: ReactNode;
  use?: ReactNode;
}

const TABS = ['setup', 'try', 'use', 'versions'] as const;

/** Set-up with the place to try it beside; one below the other tab where there is no room. */
export function ToolPanes({ setup, attempt, versions, use }: ToolPanesProps) {
  const isNarrow = useIsNarrow();
  const [named, setTab] = useQueryTab(TABS, 'setup');
  const isThere = { setup: true, try: isNarrow, use: use !== undefined, versions: versions !== undefined };
  const tab = isThere[named] ? named : 'setup';
  const hasTabs = Object.values(isThere).filter(Boolean).length > 1;
  const scrolls = 'min-h-0 flex-1 overflow-y-auto';
  const tabs = (
    <Tabs value={tab} onValueChange={setTab} className="h-full">
      <TabsList className={hasTabs ? 'px-4 max-[599px]:px-3' : 'hidden'}>
        <TabsTrigger value="setup">Set-up</TabsTrigger>
        {isThere.try ? <TabsTrigger value="try">Try it</TabsTrigger> : null}
        {isThere.use ? <TabsTrigger value="use">Used by</TabsTrigger> : null}
        {isThere.versions ? <TabsTrigger value="versions">Versions</TabsTrigger> : null}
      </TabsList>
      <TabsContent value="setup" className={scrolls}>
        {setup}
      </TabsContent>
      {isThere.try ? (
        <TabsContent value="try" className="min-h-0 flex-1">
          {attempt}
        </TabsContent>
      ) : null}
      {isThere.use ? (
        <TabsContent value="use" className={scrolls}>
          {use}
        </TabsContent>
      ) : null}
      {isThere.versions ? (
        <TabsContent value="versions" className={scrolls}>
          {versions}
        </TabsContent>
      ) : null}
    </Tabs>
  );
  if (isNarrow) return tabs;
  return (
    <ResizableGroup name="tool" className="h-full min-h-0">
      <ResizablePanel id="setup" minSize="360px">
        {tabs}
      </ResizablePanel>
      <ResizableHandle aria-label="Width of the place to try it" />
      <ResizablePanel id="try" defaultSize="440px" minSize="320px" groupResizeBehavior="preserve-pixel-size">
        {attempt}
      </ResizablePanel>
    </ResizableGroup>
  );
}
