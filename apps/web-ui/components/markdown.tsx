'use client';
import { lazy, Suspense } from 'react';
import { cn } from '@/lib/utils';
import { usePreload } from '@/lib/use-preload';
import type { MarkdownProps } from './markdown-view';

const load = () => import('./markdown-view').then(({ MarkdownView }) => ({ default: MarkdownView }));
const View = lazy(load);

/** Markdown as a reader sees it; plain text for the moment until its parser is there. */
export function Markdown(props: MarkdownProps) {
  return (
    <Suspense
      fallback={
        <div className={cn('min-w-0 break-words whitespace-pre-wrap', props.className)}>{props.text}</div>
      }
    >
      <View {...props} />
    </Suspense>
  );
}

/** Fetches the parser ahead of the first text, where one is about to come. */
export function useMarkdownPreload(): void {
  usePreload(load);
}
