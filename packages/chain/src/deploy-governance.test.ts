import { createPublicClient, custom, parseEther, zeroAddress } from 'viem';
import { describe, expect, it } from 'vitest';
import { CODEX_GOVERNOR, CODEX_TIMELOCK, CODEX_TOKEN, TREASURY } from './contracts.gen.ts';
import { deployGovernance } from './deploy-governance.ts';
import { createTestChain } from './testing/index.ts';

describe('deployGovernance', () => {
  it('leaves every role with the timelock and none with the deployer', async () => {
    await using test = createTestChain();
    const network = await test.open();
    const { deployer, guardian, members } = test.accounts;
    const addresses = await deployGovernance({
      network,
      deployer,
      guardian: guardian.address,
      maximumSupply: parseEther('10000000'),
      allocations: members.map(({ address }) => ({ account: address, amount: parseEther('100000') })),
      toTreasury: parseEther('600000'),
    });
    const reader = createPublicClient({ transport: custom({ request: network.request }) });
    const timelock = { address: addresses.timelock, abi: CODEX_TIMELOCK.abi } as const;
    const admin = await reader.readContract({ ...timelock, functionName: 'DEFAULT_ADMIN_ROLE' });
    const proposer = await reader.readContract({ ...timelock, functionName: 'PROPOSER_ROLE' });
    const executor = await reader.readContract({ ...timelock, functionName: 'EXECUTOR_ROLE' });
    const holds = (role: `0x${string}`, account: `0x${string}`): Promise<boolean> =>
      reader.readContract({ ...timelock, functionName: 'hasRole', args: [role, account] });

    expect(await holds(admin, deployer.address)).toBe(false);
    expect(await holds(proposer, deployer.address)).toBe(false);
    expect(await holds(proposer, addresses.governor)).toBe(true);
    expect(await holds(executor, zeroAddress)).toBe(true);
    for (const contract of [
      { address: addresses.token, abi: CODEX_TOKEN.abi },
      { address: addresses.treasury, abi: TREASURY.abi },
    ] as const) {
      const isAdmin = (account: `0x${string}`): Promise<boolean> =>
        reader.readContract({
          ...contract,
          abi: CODEX_TOKEN.abi,
          functionName: 'hasRole',
          args: [admin, account],
        });
      expect(await isAdmin(addresses.timelock)).toBe(true);
      expect(await isAdmin(deployer.address)).toBe(false);
    }
    const governor = { address: addresses.governor, abi: CODEX_GOVERNOR.abi } as const;
    expect(await reader.readContract({ ...governor, functionName: 'proposalGuardian' })).toBe(
      guardian.address,
    );
    expect(await reader.readContract({ ...governor, functionName: 'timelock' })).toBe(addresses.timelock);
  });
});
