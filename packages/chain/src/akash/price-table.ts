/**
 * What a CPU, a gigabyte of memory and a gigabyte of disk cost. The prices are dated because they change; each
 * line names where it is published. A gigabyte is 10⁹ bytes, an average month 730.488 hours.
 */
export const PRICES_OF = '2026-08-22';
export const HOURS_A_MONTH = 730.488;

export interface CloudPrice {
  cloud: 'akash' | 'aws' | 'gcp' | 'azure';
  label: string;
  source: string;
  /** USD for one CPU, one GB of memory and one GB of disk. */
  cpu: number;
  memory: number;
  disk: number;
  per: 'hour' | 'month';
  /** Gigabytes of disk that cost nothing. */
  freeDisk: number;
}

export const PRICE_TABLE: readonly CloudPrice[] = [
  {
    cloud: 'akash',
    label: 'Akash',
    source: 'price targets of the Akash provider chart',
    cpu: 4.5,
    memory: 1.25,
    disk: 0.08,
    per: 'month',
    freeDisk: 0,
  },
  {
    cloud: 'aws',
    label: 'AWS Fargate',
    source: 'aws.amazon.com/fargate/pricing, US East, Linux on x86',
    cpu: 0.04048,
    memory: 0.004445,
    disk: 0.000111,
    per: 'hour',
    freeDisk: 20,
  },
  {
    cloud: 'gcp',
    label: 'Google GKE Autopilot',
    source: 'cloud.google.com/kubernetes-engine/pricing, Iowa',
    cpu: 0.0445,
    memory: 0.0049225,
    disk: 0.0000548,
    per: 'hour',
    freeDisk: 0,
  },
  {
    cloud: 'azure',
    label: 'Azure Container Instances',
    source: 'azure.microsoft.com/pricing/details/container-instances, East US',
    cpu: 35.478,
    memory: 3.8909,
    disk: 0,
    per: 'month',
    freeDisk: 0,
  },
];
