'use client';
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** Nearer to the end than this counts as being there. */
const NEAR_PX = 64;
/** Space kept above a question that stands at the top. */
const TOP_PX = 20;

/**
 * `turn`: grows with the answer until its question stands at the top, so that reading starts at the beginning.
 * `end`: stays at the end. `free`: the reader has scrolled away and is left alone.
 */
type Mode = 'turn' | 'end' | 'free';

/** Scrolls a conversation along with its answers. The last question carries `data-turn`. */
export function useStickToEnd(): {
  scrollerRef: RefObject<HTMLDivElement | null>;
  contentRef: RefObject<HTMLDivElement | null>;
  isAtEnd: boolean;
  goToEnd: () => void;
  followTurn: () => void;
} {
  const scrollerRef = useRef<HTMLDivElement>(null);
  const contentRef = useRef<HTMLDivElement>(null);
  const mode = useRef<Mode>('turn');
  const [isAtEnd, setAtEnd] = useState(true);

  const follow = useCallback(() => {
    const scroller = scrollerRef.current;
    if (!scroller || mode.current === 'free') return;
    const end = scroller.scrollHeight - scroller.clientHeight;
    scroller.scrollTop = mode.current === 'end' ? end : Math.min(end, turnTop(scroller));
    setAtEnd(isNearEnd(scroller));
  }, []);
  const startMode = useCallback(
    (next: Mode) => {
      mode.current = next;
      follow();
    },
    [follow],
  );

  useEffect(() => {
    const scroller = scrollerRef.current;
    const content = contentRef.current;
    if (!scroller || !content) return;
    let lastTop = scroller.scrollTop;
    const onScroll = () => {
      // Only a reader scrolls up; an answer that grows never does.
      if (scroller.scrollTop < lastTop - 1) mode.current = 'free';
      else if (mode.current === 'free' && isNearEnd(scroller)) mode.current = 'end';
      lastTop = scroller.scrollTop;
      setAtEnd(isNearEnd(scroller));
    };
    const observer = new ResizeObserver(follow);
    observer.observe(content);
    observer.observe(scroller);
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      scroller.removeEventListener('scroll', onScroll);
    };
  }, [follow]);

  return {
    scrollerRef,
    contentRef,
    isAtEnd,
    goToEnd: useCallback(() => startMode('end'), [startMode]),
    followTurn: useCallback(() => startMode('turn'), [startMode]),
  };
}

function isNearEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight <= NEAR_PX;
}

function turnTop(scroller: HTMLElement): number {
  const turns = scroller.querySelectorAll('[data-turn]');
  const turn = turns[turns.length - 1];
  if (!turn) return Infinity;
  const distance = turn.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  return Math.max(0, scroller.scrollTop + distance - TOP_PX);
}
