'use client';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { useCanvas } from '@/features/canvas/model/canvas-context';
import { NodeOutline } from '@/features/canvas/node-outline';
import { NodePalette } from '@/features/canvas/node-palette';

/** Left of the canvas: what can be added, and what is there. */
export function EditorTree() {
  const { editor } = useCanvas();
  return (
    <Tabs defaultValue={editor ? 'add' : 'outline'} className="h-full">
      <TabsList>
        {editor ? <TabsTrigger value="add">Add</TabsTrigger> : null}
        <TabsTrigger value="outline">Outline</TabsTrigger>
      </TabsList>
      {editor ? (
        <TabsContent value="add" className="overflow-y-auto">
          <NodePalette />
        </TabsContent>
      ) : null}
      <TabsContent value="outline">
        <NodeOutline />
      </TabsContent>
    </Tabs>
  );
}
