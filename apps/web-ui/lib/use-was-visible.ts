'use client';
import { useEffect, useRef, useState, type RefObject } from 'react';

/** True from the moment an element first came near the screen. */
export function useWasVisible<TElement extends Element>(): [RefObject<TElement | null>, boolean] {
  const ref = useRef<TElement>(null);
  const [wasVisible, setVisible] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || wasVisible) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setVisible(true);
      },
      { rootMargin: '200px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [wasVisible]);
  return [ref, wasVisible];
}
