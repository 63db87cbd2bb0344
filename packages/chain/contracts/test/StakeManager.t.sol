// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ExpiringPause} from "../src/ExpiringPause.sol";
import {StakeManager} from "../src/StakeManager.sol";
import {GovernanceTest} from "./support/GovernanceTest.sol";
import {ReentrantToken} from "./support/ReentrantToken.sol";

contract StakeManagerTest is GovernanceTest {
    event Staked(address indexed account, uint256 amount);
    event UnstakeRequested(address indexed account, uint256 amount, uint48 releaseAt);
    event Slashed(address indexed account, uint256 fromStake, uint256 fromUnbonding, string reason);

    function test_locks_tokens_and_votes_for_oneself() public {
        vm.prank(alice);
        token.approve(address(stakes), 10e18);
        vm.expectEmit(address(stakes));
        emit Staked(alice, 10e18);
        vm.prank(alice);
        stakes.stake(10e18);
        vm.assertEq(stakes.stakeOf(alice), 10e18, "stake");
        vm.assertEq(stakes.getVotes(alice), 10e18, "votes");
        vm.assertEq(stakes.delegates(alice), alice, "delegate");
        vm.assertEq(token.balanceOf(address(stakes)), 10e18, "held");
    }

    function test_adds_to_the_delegate_that_was_chosen() public {
        stakeAs(alice, 10e18);
        vm.prank(alice);
        stakes.delegate(bob);
        stakeAs(alice, 5e18);
        vm.assertEq(stakes.getVotes(bob), 15e18, "delegated votes");
        vm.assertEq(stakes.getVotes(alice), 0, "own votes");
        vm.assertEq(stakes.delegates(alice), bob, "delegate");
    }

    function test_delegating_to_nobody_means_oneself() public {
        stakeAs(alice, 10e18);
        vm.prank(alice);
        stakes.delegate(bob);
        vm.prank(alice);
        stakes.delegate(address(0));
        vm.assertEq(stakes.delegates(alice), alice, "delegate");
        vm.assertEq(stakes.getVotes(alice), 10e18, "votes");
    }

    function test_refuses_to_move_nothing() public {
        vm.expectRevert(StakeManager.StakeManagerZeroAmount.selector);
        stakes.stake(0);
        vm.expectRevert(StakeManager.StakeManagerZeroAmount.selector);
        stakes.requestUnstake(0);
        vm.expectRevert(StakeManager.StakeManagerZeroAmount.selector);
        stakes.withdraw();
        vm.expectRevert(StakeManager.StakeManagerZeroAmount.selector);
        vm.prank(address(timelock));
        stakes.slash(alice, 0, "");
    }

    function test_leaving_ends_the_vote_at_once_and_pays_after_the_period() public {
        stakeAs(alice, 10e18);
        uint48 releaseAt = uint48(vm.getBlockTimestamp() + 7 days);
        vm.expectEmit(address(stakes));
        emit UnstakeRequested(alice, 4e18, releaseAt);
        vm.prank(alice);
        stakes.requestUnstake(4e18);
        vm.assertEq(stakes.getVotes(alice), 6e18, "votes");
        vm.assertEq(stakes.unbondingOf(alice).amount, 4e18, "unbonding");

        skip(7 days - 1);
        vm.expectRevert(abi.encodeWithSelector(StakeManager.StakeManagerStillUnbonding.selector, alice, releaseAt));
        vm.prank(alice);
        stakes.withdraw();

        skip(1);
        vm.prank(alice);
        stakes.withdraw();
        vm.assertEq(token.balanceOf(alice), MEMBER_TOKENS - 6e18, "paid out");
        vm.assertEq(stakes.totalUnbonding(), 0, "nothing unbonding");
        vm.expectRevert(StakeManager.StakeManagerZeroAmount.selector);
        vm.prank(alice);
        stakes.withdraw();
    }

    function test_a_further_request_starts_the_period_anew() public {
        stakeAs(alice, 10e18);
        vm.prank(alice);
        stakes.requestUnstake(4e18);
        skip(6 days);
        vm.prank(alice);
        stakes.requestUnstake(1e18);
        vm.assertEq(stakes.unbondingOf(alice).amount, 5e18, "joined");
        vm.assertEq(stakes.unbondingOf(alice).releaseAt, vm.getBlockTimestamp() + 7 days, "release");
    }

    function test_nobody_leaves_with_more_than_the_stake() public {
        stakeAs(alice, 10e18);
        vm.expectRevert(
            abi.encodeWithSelector(StakeManager.StakeManagerInsufficientStake.selector, alice, 10e18, 11e18)
        );
        vm.prank(alice);
        stakes.requestUnstake(11e18);
    }

    function test_slashing_takes_stake_first_and_unbonding_next() public {
        stakeAs(alice, 10e18);
        vm.prank(alice);
        stakes.requestUnstake(4e18);
        uint256 before = token.balanceOf(address(treasury));

        vm.expectEmit(address(stakes));
        emit Slashed(alice, 2e18, 0, "late");
        vm.prank(address(timelock));
        stakes.slash(alice, 2e18, "late");
        vm.expectEmit(address(stakes));
        emit Slashed(alice, 4e18, 1e18, "false result");
        vm.prank(address(timelock));
        stakes.slash(alice, 5e18, "false result");
        vm.assertEq(stakes.stakeOf(alice), 0, "stake");
        vm.assertEq(stakes.unbondingOf(alice).amount, 3e18, "unbonding");
        vm.assertEq(token.balanceOf(address(treasury)), before + 7e18, "treasury");

        vm.prank(address(timelock));
        stakes.slash(alice, 1e18, "only what is unbonding is left");
        vm.expectRevert(abi.encodeWithSelector(StakeManager.StakeManagerInsufficientStake.selector, alice, 2e18, 3e18));
        vm.prank(address(timelock));
        stakes.slash(alice, 3e18, "more than there is");
    }

    function testFuzz_only_governance_slashes_and_sets_the_period(address caller) public {
        vm.assume(caller != address(timelock));
        bytes32 slasher = stakes.SLASHER_ROLE();
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, caller, slasher)
        );
        vm.prank(caller);
        stakes.slash(alice, 1, "");
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, caller, bytes32(0))
        );
        vm.prank(caller);
        stakes.setUnbondingPeriod(8 days);
    }

    function test_governance_sets_the_period_within_its_bounds() public {
        vm.prank(address(timelock));
        stakes.setUnbondingPeriod(30 days);
        vm.assertEq(stakes.unbondingPeriod(), 30 days, "period");
        vm.expectRevert(abi.encodeWithSelector(StakeManager.StakeManagerPeriodOutOfRange.selector, 7 days - 1));
        vm.prank(address(timelock));
        stakes.setUnbondingPeriod(7 days - 1);
        vm.expectRevert(abi.encodeWithSelector(StakeManager.StakeManagerPeriodOutOfRange.selector, 30 days + 1));
        vm.prank(address(timelock));
        stakes.setUnbondingPeriod(30 days + 1);
    }

    function test_a_pause_stops_new_stake_and_locks_nobody_in() public {
        stakeAs(alice, 10e18);
        vm.prank(guardian);
        stakes.pause();
        uint48 until = stakes.pausedUntil();
        vm.expectRevert(abi.encodeWithSelector(ExpiringPause.ExpiringPauseActive.selector, until));
        vm.prank(alice);
        stakes.stake(1e18);
        vm.prank(alice);
        stakes.requestUnstake(10e18);
        skip(7 days);
        vm.prank(alice);
        stakes.withdraw();
        vm.assertEq(token.balanceOf(alice), MEMBER_TOKENS, "out");
    }

    function test_remembers_stake_delegate_and_total_of_the_past() public {
        stakeAs(alice, 10e18);
        uint256 then = vm.getBlockTimestamp();
        skip(1 hours);
        vm.prank(alice);
        stakes.delegate(bob);
        vm.prank(alice);
        stakes.requestUnstake(3e18);
        skip(1);
        vm.assertEq(stakes.getPastVotes(alice, then), 10e18, "votes then");
        vm.assertEq(stakes.getPastBalanceOf(alice, then), 10e18, "stake then");
        vm.assertEq(stakes.getPastDelegate(alice, then), alice, "delegate then");
        vm.assertEq(stakes.getPastTotalSupply(then), 10e18, "total then");
        vm.assertEq(stakes.getPastVotes(bob, then + 1 hours), 7e18, "votes later");
        vm.assertEq(uint256(keccak256(bytes(stakes.CLOCK_MODE()))), uint256(keccak256("mode=timestamp")), "clock");
    }

    function test_a_token_that_calls_back_cannot_enter_twice() public {
        ReentrantToken evil = new ReentrantToken();
        StakeManager victim = new StakeManager(evil, address(timelock), guardian, address(treasury));
        evil.setVictim(address(victim));
        bytes[] memory attacks = new bytes[](3);
        attacks[0] = abi.encodeCall(StakeManager.stake, (1));
        attacks[1] = abi.encodeCall(StakeManager.requestUnstake, (1));
        attacks[2] = abi.encodeCall(StakeManager.withdraw, ());
        for (uint256 i = 0; i < attacks.length; ++i) {
            evil.setAttack(attacks[i]);
            vm.expectRevert(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
            victim.stake(1e18);
        }
        vm.assertEq(victim.totalStaked(), 0, "nothing staked");
    }
}
