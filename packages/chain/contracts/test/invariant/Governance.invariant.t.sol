// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Treasury} from "../../src/Treasury.sol";
import {GovernanceTest} from "../support/GovernanceTest.sol";
import {GovernanceHandler, Organisation} from "./GovernanceHandler.sol";

/// @dev What holds whatever members, guardian and strangers do, in any order.
contract GovernanceInvariantTest is GovernanceTest {
    GovernanceHandler private handler;
    address[] private members;

    function setUp() public override {
        super.setUp();
        members = [alice, bob, carol, address(0xDA7E), address(0xE7E)];
        vm.prank(alice);
        token.transfer(members[3], 40_000e18);
        vm.prank(bob);
        token.transfer(members[4], 5_000e18);
        handler = new GovernanceHandler(Organisation(token, stakes, governor, timelock, treasury, guardian), members);
        for (uint256 i = 0; i < members.length; ++i) {
            handler.stake(i, 3_000e18 * (i + 1));
        }
        skip(1);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// @dev One campaign for all of them, so that each call is checked against each.
    function invariant_governance() public view {
        check_all_that_is_locked_is_held_and_votes_exactly_once();
        check_a_vote_weighs_what_was_staked_at_the_snapshot();
        check_nobody_votes_twice();
        check_the_reserve_is_kept();
        check_the_timelock_is_never_skipped();
        check_only_governance_changes_parameters();
    }

    function check_all_that_is_locked_is_held_and_votes_exactly_once() private view {
        uint256 staked;
        uint256 unbonding;
        uint256 votes;
        for (uint256 i = 0; i < members.length; ++i) {
            vm.assertEq(stakes.stakeOf(members[i]), handler.history().latest(members[i]).stake, "stake by the record");
            staked += stakes.stakeOf(members[i]);
            unbonding += stakes.unbondingOf(members[i]).amount;
            votes += stakes.getVotes(members[i]);
        }
        vm.assertEq(staked, stakes.totalStaked(), "sum of stakes");
        vm.assertEq(unbonding, stakes.totalUnbonding(), "sum of what is unbonding");
        vm.assertEq(votes, staked, "sum of votes");
        vm.assertEq(token.balanceOf(address(stakes)), staked + unbonding, "tokens held");
    }

    function check_a_vote_weighs_what_was_staked_at_the_snapshot() private view {
        vm.assertEq(handler.wrongWeights(), 0, "weights");
    }

    function check_nobody_votes_twice() private view {
        vm.assertEq(handler.doubleVotes(), 0, "double votes");
        uint256 count = handler.caseCount();
        for (uint256 i = count > 6 ? count - 6 : 0; i < count; ++i) {
            uint256 id = handler.caseId(i);
            uint256 snapshot = governor.proposalSnapshot(id);
            if (snapshot >= vm.getBlockTimestamp()) continue;
            (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes) = governor.proposalVotes(id);
            uint256 total = stakes.getPastTotalSupply(snapshot);
            vm.assertLe(againstVotes + forVotes + abstainVotes, total, "more votes than stake");
        }
    }

    function check_the_reserve_is_kept() private view {
        vm.assertEq(handler.reserveDrops(), 0, "the reserve fell without an emergency");
        Treasury.Balance memory balance = treasury.balanceOf(address(token));
        vm.assertEq(balance.total, token.balanceOf(address(treasury)), "booked and held");
        vm.assertLe(balance.reserve, balance.total, "the reserve is covered");
    }

    function check_the_timelock_is_never_skipped() private view {
        vm.assertEq(handler.earlyExecutions(), 0, "early executions");
        vm.assertEq(timelock.getMinDelay(), 48 hours, "delay");
    }

    function check_only_governance_changes_parameters() private view {
        vm.assertEq(handler.trespasses(), 0, "trespasses");
        vm.assertEq(governor.proposalThreshold(), handler.expectedThreshold(), "threshold");
        vm.assertEq(governor.votingDelay(), 48 hours, "discussion");
        vm.assertEq(governor.votingPeriod(), 7 days, "vote");
        vm.assertEq(governor.proposalGuardian(), guardian, "guardian");
        vm.assertEq(stakes.unbondingPeriod(), 7 days, "unbonding");
    }

    /// @dev The invariants would hold as well if nothing ever happened. This shows that everything does.
    function test_the_actions_reach_every_outcome() public {
        uint256 seed = 371;
        for (uint256 step = 0; step < 4_000; ++step) {
            seed = uint256(keccak256(abi.encode(seed)));
            act(seed % 13, seed >> 8);
        }
        bytes32[14] memory outcomes = [
            bytes32("stake"),
            "unstake",
            "withdraw",
            "delegate",
            "standard",
            "expedited",
            "vote",
            "second vote refused",
            "override",
            "queue",
            "execute",
            "veto",
            "pause",
            "slash"
        ];
        for (uint256 i = 0; i < outcomes.length; ++i) {
            vm.assertTrue(handler.done(outcomes[i]) > 0, string(abi.encodePacked(outcomes[i])));
        }
        invariant_governance();
    }

    function act(uint256 action, uint256 seed) private {
        if (action == 0) handler.stake(seed, seed >> 8);
        else if (action == 1) handler.requestUnstake(seed, seed >> 8);
        else if (action == 2) handler.withdraw(seed);
        else if (action == 3) handler.delegate(seed, seed >> 8);
        else if (action == 4) handler.fund(seed, seed >> 8);
        else if (action == 5) handler.propose(seed, seed >> 8, seed >> 16, seed % 3 == 0);
        else if (action == 6) handler.vote(seed, seed >> 8, uint8(seed >> 16));
        else if (action == 7) handler.overrideVote(seed, seed >> 8, uint8(seed >> 16));
        else if (action == 8) handler.queue(seed);
        else if (action == 9) handler.execute(seed);
        else if (action == 10) handler.veto(seed, seed >> 8);
        else if (action == 11) handler.pause(seed);
        else handler.advance(seed);
    }
}
