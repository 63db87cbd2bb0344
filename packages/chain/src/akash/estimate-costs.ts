import { HOURS_A_MONTH, PRICE_TABLE, type CloudPrice } from './price-table.ts';

export interface Resources {
  /** Thousandths of a CPU. */
  cpuMilli: number;
  memoryBytes: number;
  storageBytes: number;
}

export interface CostEstimate {
  cloud: CloudPrice['cloud'];
  label: string;
  source: string;
  monthlyMicroUsd: number;
  /** The calculation with its numbers, as a person would write it down. */
  formula: string;
}

/** What the resources cost in an average month, on each cloud of the price table. */
export function estimateCosts(resources: Resources): CostEstimate[] {
  return PRICE_TABLE.map((price) => estimateOn(price, resources));
}

function estimateOn(price: CloudPrice, { cpuMilli, memoryBytes, storageBytes }: Resources): CostEstimate {
  const cpu = cpuMilli / 1_000;
  const memory = memoryBytes / 1e9;
  const disk = Math.max(0, storageBytes / 1e9 - price.freeDisk);
  const usd =
    (cpu * price.cpu + memory * price.memory + disk * price.disk) *
    (price.per === 'hour' ? HOURS_A_MONTH : 1);
  const sum = [
    `${short(cpu)} CPU × $${price.cpu}`,
    `${short(memory)} GB × $${price.memory}`,
    ...(price.disk === 0 ? [] : [`${short(disk)} GB disk × $${price.disk}`]),
  ].join(' + ');
  const beyond = price.freeDisk === 0 ? '' : `, disk beyond ${price.freeDisk} GB`;
  return {
    cloud: price.cloud,
    label: price.label,
    source: price.source,
    monthlyMicroUsd: Math.round(usd * 1e6),
    formula: price.per === 'hour' ? `${HOURS_A_MONTH} h × (${sum})${beyond}` : `${sum}${beyond}`,
  };
}

function short(value: number): string {
  return String(Math.round(value * 1_000) / 1_000);
}
