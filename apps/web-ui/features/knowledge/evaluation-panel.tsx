'use client';
import { evaluateKnowledge } from '@codexos/protocol/contracts/knowledge.contract';
import type { Evaluation, KnowledgeBase } from '@codexos/protocol/knowledge';
import { GaugeIcon, LoaderCircleIcon } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Label } from '@/components/ui/label';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { useCancellableMutation } from '@/lib/api/use-cancellable-mutation';
import { formatCount } from '@/lib/format';
import { evaluationRows, mrrWords, type EvaluationRow } from './evaluation-rows';

/** Measures the search on questions made from the source itself. */
export function EvaluationPanel({ base }: { base: KnowledgeBase }) {
  const [chosen, setSource] = useState<string>();
  const source = base.sources.find(({ id }) => id === chosen) ?? base.sources[0];
  const evaluate = useCancellableMutation(evaluateKnowledge, { refreshes: [] });
  const isReadyToMeasure = source?.lastIngest !== undefined;
  const currentSetting = base.embedder === 'none' ? 'full' : 'fullWithVectors';
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-3 rounded-md border bg-card p-4">
        <div className="max-w-[72ch]">
          <h2 className="text-base font-medium">How well does the search find things?</h2>
          <p className="text-sm text-muted-foreground">
            Questions are made from the source itself: first sentences of doc comments (the comment is hidden
            from the index) and subjects of commits. For each, the measure is where the right place stands in
            the result. Nothing leaves this machine. It can take up to a minute.
          </p>
        </div>
        <div className="flex flex-wrap items-end gap-3">
          {base.sources.length > 1 && source ? (
            <div className="flex flex-col gap-1.5">
              <Label htmlFor="measured-source">Source</Label>
              <Select value={source.id} onValueChange={setSource}>
                <SelectTrigger id="measured-source" className="w-56">
                  <SelectValue />
                </SelectTrigger>
                <SelectContent>
                  {base.sources.map(({ id, name }) => (
                    <SelectItem key={id} value={id}>
                      {name}
                    </SelectItem>
                  ))}
                </SelectContent>
              </Select>
            </div>
          ) : null}
          <Button
            variant="primary"
            disabled={!isReadyToMeasure || evaluate.isPending}
            onClick={() =>
              source &&
              evaluate.mutate({
                params: { knowledgeBaseId: base.id, sourceId: source.id },
                body: { maxQuestions: 200 },
              })
            }
          >
            {evaluate.isPending ? (
              <LoaderCircleIcon className="animate-spin" aria-hidden />
            ) : (
              <GaugeIcon aria-hidden />
            )}
            {evaluate.isPending ? 'Measuring…' : 'Measure retrieval'}
          </Button>
          {evaluate.isPending ? <Button onClick={evaluate.cancel}>Cancel</Button> : null}
          {isReadyToMeasure ? null : (
            <p className="text-sm text-muted-foreground">A source must have been read first.</p>
          )}
        </div>
      </div>
      {evaluate.error ? <ErrorNotice error={evaluate.error} /> : null}
      {evaluate.data ? <Result evaluation={evaluate.data} currentSetting={currentSetting} /> : null}
    </div>
  );
}

function Result({ evaluation, currentSetting }: { evaluation: Evaluation; currentSetting: string }) {
  return (
    <div className="flex flex-col gap-5">
      <ResultTable
        title="Questions in words"
        source="from doc comments"
        part={evaluation.doc}
        currentSetting={currentSetting}
      />
      <ResultTable
        title="Where did this change?"
        source="from commits"
        part={evaluation.commit}
        currentSetting={currentSetting}
      />
      <dl className="grid max-w-[80ch] grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm [&_dd]:text-muted-foreground [&_dt]:font-medium">
        <dt>MRR</dt>
        <dd>1.00 when the right place always comes first, 0.50 when it comes second. The number to watch.</dd>
        <dt>Recall</dt>
        <dd>Share of questions whose right place is among the first ten.</dd>
        <dt>NDCG</dt>
        <dd>Quality of the order of the first ten; 1.00 is perfect.</dd>
      </dl>
    </div>
  );
}

interface ResultTableProps {
  title: string;
  source: string;
  part: Evaluation['doc'];
  currentSetting: string;
}

function ResultTable({ title, source, part, currentSetting }: ResultTableProps) {
  const rows = evaluationRows(part.settings, currentSetting);
  const current = rows.find(({ isCurrent }) => isCurrent);
  return (
    <section aria-label={title}>
      <h3 className="text-sm font-medium">
        {title}{' '}
        <span className="font-normal text-muted-foreground tabular">
          {formatCount(part.questions, 'question')} {source}
        </span>
      </h3>
      {part.questions === 0 ? (
        <p className="mt-1 text-sm text-muted-foreground">
          This source has too few of them to measure anything.
        </p>
      ) : (
        <>
          <p className="mt-0.5 mb-2 text-sm text-muted-foreground">
            {current ? mrrWords(current.mrr10) : null}
          </p>
          <div className="overflow-hidden rounded-md border bg-card">
            <Table>
              <TableHeader>
                <TableRow>
                  <TableHead>Setting</TableHead>
                  <TableHead className="text-right">MRR</TableHead>
                  <TableHead className="text-right">Recall</TableHead>
                  <TableHead className="text-right">NDCG</TableHead>
                </TableRow>
              </TableHeader>
              <TableBody>
                {rows.map((row) => (
                  <ResultRow key={row.setting} row={row} />
                ))}
              </TableBody>
            </Table>
          </div>
        </>
      )}
    </section>
  );
}

function ResultRow({ row }: { row: EvaluationRow }) {
  const number = 'text-right font-mono text-xs tabular';
  return (
    <TableRow>
      <TableCell className="py-1.5">
        <span className="flex items-center gap-2 font-medium max-[599px]:flex-wrap max-[599px]:gap-y-0">
          {row.label}
          {row.isCurrent ? <Badge variant="primary">in use</Badge> : null}
          {row.isBest ? <Badge variant="ok">best</Badge> : null}
        </span>
        <span className="text-xs text-muted-foreground max-[599px]:hidden">{row.help}</span>
      </TableCell>
      <TableCell className={number}>{row.mrr10.toFixed(3)}</TableCell>
      <TableCell className={number}>{Math.round(row.recall10 * 100)} %</TableCell>
      <TableCell className={number}>{row.ndcg10.toFixed(3)}</TableCell>
    </TableRow>
  );
}
