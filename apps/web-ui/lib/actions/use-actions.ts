'use client';
import { useEffect, useId } from 'react';
import { removeActions, setActions, type Action } from './action-registry';

/** Offers actions while the component is on the page. Pass a memoised list. */
export function useActions(actions: readonly Action[]): void {
  const scope = useId();
  useEffect(() => {
    setActions(scope, actions);
  }, [scope, actions]);
  useEffect(() => () => removeActions(scope), [scope]);
}
