'use client';
import type { PortPair } from '@codexos/protocol/compare-runs';
import { useMemo, useState } from 'react';
import { JsonView } from '@/components/json-view';
import { CopyButton } from '@/components/ui/copy-button';
import { formatCount } from '@/lib/format';
import { useIsPhone } from '@/lib/use-media-query';
import { cn } from '@/lib/utils';
import { diffText, type DiffRow, type Segment } from './diff-text';
import { foldRows } from './fold-rows';
import { SideBadge, type Side } from './side-badge';
import { valueText } from './value-text';

/** More is shown when somebody asks for it. */
const MAX_ROWS = 400;

/** A value of both runs: once where it is the same, else beside each other with what differs marked. */
export function PortDiff({ pair }: { pair: PortPair }) {
  const { port, left, right, isSame } = pair;
  if (isSame && left !== undefined) return <JsonView label={`${port} · the same in both`} value={left} />;
  return <ValueDiff {...pair} left={left} right={right} />;
}

function ValueDiff({ port, left, right }: PortPair) {
  const leftText = left === undefined ? undefined : valueText(left);
  const rightText = right === undefined ? undefined : valueText(right);
  const rows = useMemo(() => rowsOf(leftText, rightText), [leftText, rightText]);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, MAX_ROWS);
  return (
    <div className="overflow-hidden rounded-md border bg-card">
      <div className="flex h-7 items-center justify-between gap-2 border-b px-2.5 font-mono text-2xs text-muted-foreground">
        <span className="truncate">{port}</span>
        <span className="flex shrink-0 items-center gap-1">
          <CopySide side="A" port={port} text={leftText} />
          <CopySide side="B" port={port} text={rightText} />
        </span>
      </div>
      <div
        tabIndex={0}
        role="group"
        aria-label={`${port} in both runs`}
        className="max-h-96 overflow-y-auto font-mono text-2xs leading-4.5"
      >
        {foldRows(shown).map((group, index) => (
          <Rows key={index} rows={group.rows} isFolded={group.isFar} />
        ))}
        {rows.length > shown.length ? (
          <MoreRows onClick={() => setWhole(true)}>
            Show {formatCount(rows.length - shown.length, 'further line')}
          </MoreRows>
        ) : null}
      </div>
    </div>
  );
}

function CopySide({ side, port, text }: { side: Side; port: string; text: string | undefined }) {
  if (text === undefined) return <span className="text-muted-foreground">nothing in {side}</span>;
  return (
    <span className="flex items-center">
      <SideBadge side={side} />
      <CopyButton text={text} label={`Copy ${port} of ${side}`} />
    </span>
  );
}

function rowsOf(left: string | undefined, right: string | undefined): DiffRow[] {
  if (left !== undefined && right !== undefined) return diffText(left, right);
  const lines = (left ?? right ?? '').split('\n').map((text): Segment[] => [{ text, isChanged: true }]);
  return lines.map((line) => ({
    left: left === undefined ? undefined : line,
    right: right === undefined ? undefined : line,
    isSame: false,
  }));
}

function Rows({ rows, isFolded }: { rows: readonly DiffRow[]; isFolded: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const isPhone = useIsPhone();
  if (isFolded && !isOpen)
    return <MoreRows onClick={() => setOpen(true)}>{formatCount(rows.length, 'equal line')}</MoreRows>;
  if (isPhone) return rows.map((row, index) => <NarrowRow key={index} row={row} />);
  return rows.map(({ left, right, isSame }, index) => (
    <div key={index} className="grid grid-cols-2 divide-x">
      <Line side="A" segments={left} isSame={isSame} />
      <Line side="B" segments={right} isSame={isSame} />
    </div>
  ));
}

function NarrowRow({ row: { left, right, isSame } }: { row: DiffRow }) {
  return (
    <>
      {left ? <Line side="A" segments={left} isSame={isSame} /> : null}
      {right && !isSame ? <Line side="B" segments={right} isSame={false} /> : null}
    </>
  );
}

const TINT = {
  A: { line: 'bg-destructive/8', word: 'bg-destructive/22', sign: '−', color: 'text-destructive' },
  B: { line: 'bg-ok/8', word: 'bg-ok/24', sign: '+', color: 'text-ok' },
} as const;

interface LineProps {
  side: Side;
  segments: readonly Segment[] | undefined;
  isSame: boolean;
}

function Line({ side, segments, isSame }: LineProps) {
  if (!segments) return <span className="bg-muted/50" />;
  const { line, word, sign, color } = TINT[side];
  const isWhole = segments.length === 1;
  const Changed = side === 'A' ? 'del' : 'ins';
  return (
    <span className={cn('flex min-w-0 gap-1.5 px-2 py-px', !isSame && line)}>
      <span aria-hidden className={cn('w-2 shrink-0 select-none', color)}>
        {isSame ? '' : sign}
      </span>
      <span className="min-w-0 flex-1 break-words whitespace-pre-wrap">
        {segments.map(({ text, isChanged }, index) =>
          isChanged ? (
            <Changed key={index} className={cn('rounded-[2px] no-underline', !isWhole && word)}>
              {text}
            </Changed>
          ) : (
            text
          ),
        )}
      </span>
    </span>
  );
}

function MoreRows({ children, onClick }: { children: React.ReactNode; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex h-6 w-full items-center justify-center border-y bg-muted/60 font-sans text-2xs text-muted-foreground first:border-t-0 last:border-b-0 hover:bg-accent hover:text-foreground"
    >
      {children}
    </button>
  );
}
