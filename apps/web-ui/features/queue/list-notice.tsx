import type { ReactNode } from 'react';

/** In place of a list that holds nothing. */
export function ListNotice({ children }: { children: ReactNode }) {
  return (
    <p className="rounded-md border border-dashed px-4 py-5 text-center text-sm text-muted-foreground">
      {children}
    </p>
  );
}
