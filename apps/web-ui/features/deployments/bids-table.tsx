'use client';
import { chooseBid } from '@codexos/protocol/contracts/deployments.contract';
import type { Bid, Deployment } from '@codexos/protocol/deployment';
import { mayChooseBid } from '@codexos/protocol/deployment-view';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { formatMicroUsd } from '@/lib/format';
import { describeRule, formatShare } from './state-words';
import { formatSeconds, useCountdown } from './use-countdown';

/** The bids of providers, cheapest first, with the time that is left to choose one. */
export function BidsTable({ deployment }: { deployment: Deployment }) {
  const choose = useApiMutation(chooseBid);
  const mayChoose = mayChooseBid(deployment);
  const bids = [...deployment.bids].sort((left, right) => left.monthlyMicroUsd - right.monthlyMicroUsd);
  return (
    <section aria-labelledby="bids" className="flex flex-col gap-3">
      <div>
        <h2 id="bids" className="text-base font-medium">
          Bids
        </h2>
        <Deadline deployment={deployment} />
      </div>
      {bids.length === 0 ? null : (
        <div className="overflow-hidden rounded-md border bg-card">
          <Table aria-label="Bids">
            <TableHeader>
              <TableRow>
                <TableHead>Provider</TableHead>
                <TableHead>Region</TableHead>
                <TableHead className="text-right">Uptime, 7 days</TableHead>
                <TableHead className="text-right">Month</TableHead>
                <TableHead className="text-right">
                  <span className="sr-only">Choice</span>
                </TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {bids.map((bid) => (
                <BidRow
                  key={bid.provider}
                  bid={bid}
                  isChosen={!mayChoose && deployment.chosen?.provider === bid.provider}
                  onChoose={
                    mayChoose && !choose.isPending
                      ? () =>
                          choose.mutate({
                            params: { deploymentId: deployment.id },
                            body: { provider: bid.provider },
                          })
                      : undefined
                  }
                />
              ))}
            </TableBody>
          </Table>
        </div>
      )}
      {choose.error ? <ErrorNotice error={choose.error} /> : null}
    </section>
  );
}

interface BidRowProps {
  bid: Bid;
  isChosen: boolean;
  onChoose: (() => void) | undefined;
}

function BidRow({ bid, isChosen, onChoose }: BidRowProps) {
  const { provider, providerName, region, uptime, isAudited, monthlyMicroUsd, amount, denom } = bid;
  const name = providerName ?? provider;
  return (
    <TableRow>
      <TableCell>
        <span className="flex items-center gap-2">
          <span className="font-medium" title={provider}>
            {name}
          </span>
          {isAudited ? <Badge variant="ok">audited</Badge> : null}
        </span>
      </TableCell>
      <TableCell className="text-muted-foreground">{region ?? 'unknown'}</TableCell>
      <TableCell className="text-right tabular">
        {uptime === undefined ? 'unknown' : formatShare(uptime)}
      </TableCell>
      <TableCell className="text-right font-medium tabular" title={`${amount} ${denom} a block`}>
        {formatMicroUsd(monthlyMicroUsd)}
      </TableCell>
      <TableCell className="text-right">
        {onChoose ? (
          <Button size="sm" aria-label={`Choose ${name}`} onClick={onChoose}>
            Choose
          </Button>
        ) : isChosen ? (
          <Badge variant="primary">chosen</Badge>
        ) : null}
      </TableCell>
    </TableRow>
  );
}

function Deadline({ deployment: { state, rule, bidsBy, chooseBy } }: { deployment: Deployment }) {
  const until = state === 'waiting-for-bids' ? bidsBy : state === 'choosing' ? chooseBy : undefined;
  const seconds = useCountdown(until);
  const text =
    seconds === undefined
      ? `${describeRule(rule)}.`
      : state === 'waiting-for-bids'
        ? `No bid yet. Providers have ${formatSeconds(seconds)} left.`
        : rule.type === 'by-hand'
          ? `Choose one: the bids expire in ${formatSeconds(seconds)}.`
          : `${describeRule(rule)} is taken in ${formatSeconds(seconds)}.`;
  return <p className="text-sm text-muted-foreground tabular">{text}</p>;
}
