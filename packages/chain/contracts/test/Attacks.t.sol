// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";
import {CodexGovernor} from "../src/CodexGovernor.sol";
import {StakeManager} from "../src/StakeManager.sol";
import {GovernanceTest} from "./support/GovernanceTest.sol";

/// @dev What people have tried on other organisations.
contract AttacksTest is GovernanceTest {
    function setUp() public override {
        super.setUp();
        stakeAs(alice, 10_000e18);
        skip(1);
    }

    function spending(string memory description) private view returns (Draft memory) {
        return draft(address(treasury), abi.encodeCall(treasury.spend, (address(token), carol, 5e18)), description);
    }

    function test_borrowed_tokens_neither_propose_nor_vote() public {
        Draft memory made = spending("Open vote");
        uint256 id = proposeAs(alice, made);
        skip(48 hours + 1);

        // Within one moment: borrow, stake, vote, leave, give back.
        vm.prank(carol);
        token.transfer(stranger, MEMBER_TOKENS);
        stakeAs(stranger, MEMBER_TOKENS);
        voteAs(stranger, id, AGAINST);
        (uint256 againstVotes,,) = governor.proposalVotes(id);
        vm.assertEq(againstVotes, 0, "the loan had no weight at the snapshot");

        made.description = "Proposed on credit";
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorInsufficientProposerVotes.selector, stranger, 0, 1_000e18)
        );
        proposeAs(stranger, made);

        vm.prank(stranger);
        stakes.requestUnstake(MEMBER_TOKENS);
        vm.expectRevert(
            abi.encodeWithSelector(
                StakeManager.StakeManagerStillUnbonding.selector, stranger, vm.getBlockTimestamp() + 7 days
            )
        );
        vm.prank(stranger);
        stakes.withdraw();
    }

    function test_stake_taken_at_the_snapshot_itself_counts_once() public {
        uint256 id = proposeAs(alice, spending("Exact moment"));
        skip(48 hours);
        stakeAs(bob, 7_000e18);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                id,
                IGovernor.ProposalState.Pending,
                bytes32(1 << uint8(IGovernor.ProposalState.Active))
            )
        );
        voteAs(bob, id, FOR);
        vm.expectRevert(
            abi.encodeWithSelector(
                Votes.ERC5805FutureLookup.selector, vm.getBlockTimestamp(), uint48(vm.getBlockTimestamp())
            )
        );
        stakes.getPastVotes(bob, vm.getBlockTimestamp());
        skip(1);
        voteAs(bob, id, FOR);
        (, uint256 forVotes,) = governor.proposalVotes(id);
        vm.assertEq(forVotes, 7_000e18, "weight at the end of that second");
    }

    function test_the_same_stake_does_not_vote_for_two_delegates() public {
        uint256 id = proposeAs(alice, spending("Moved delegate"));
        skip(48 hours + 1);
        voteAs(alice, id, FOR);
        vm.prank(alice);
        stakes.delegate(stranger);
        skip(1);
        voteAs(stranger, id, FOR);
        (, uint256 forVotes,) = governor.proposalVotes(id);
        vm.assertEq(forVotes, 10_000e18, "counted once");
    }

    function test_nobody_votes_or_overrides_twice() public {
        uint256 id = proposeAs(alice, spending("Twice"));
        skip(48 hours + 1);
        voteAs(alice, id, FOR);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, alice));
        voteAs(alice, id, FOR);
        vm.prank(alice);
        governor.castOverrideVote(id, AGAINST, "");
        vm.expectRevert(abi.encodeWithSignature("GovernorAlreadyOverriddenVote(address)", alice));
        vm.prank(alice);
        governor.castOverrideVote(id, FOR, "");
        (uint256 againstVotes, uint256 forVotes,) = governor.proposalVotes(id);
        vm.assertEq(againstVotes + forVotes, 10_000e18, "weight is conserved");
    }

    function test_a_signed_ballot_cannot_be_replayed() public {
        uint256 first = proposeAs(alice, spending("First"));
        uint256 second = proposeAs(alice, spending("Second"));
        skip(48 hours + 1);
        bytes memory ballot = signBallot(governor, first, FOR);
        governor.castVoteBySig(first, FOR, alice, ballot);
        vm.assertTrue(governor.hasVoted(first, alice), "counted");

        bytes memory refusal = abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, alice);
        vm.expectRevert(refusal);
        governor.castVoteBySig(first, FOR, alice, ballot);
        vm.expectRevert(refusal);
        governor.castVoteBySig(second, FOR, alice, ballot);
    }

    function test_a_ballot_for_another_governor_does_not_count_here() public {
        CodexGovernor other = new CodexGovernor(stakes, timelock, guardian);
        uint256 id = proposeAs(alice, spending("Here"));
        skip(48 hours + 1);
        bytes memory ballot = signBallot(other, id, FOR);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, alice));
        governor.castVoteBySig(id, FOR, alice, ballot);
    }

    function test_a_proposal_is_made_and_executed_once() public {
        Draft memory made = spending("Once");
        uint256 id = pass(made);
        execute(made);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                id,
                IGovernor.ProposalState.Executed,
                bytes32(1 << uint8(IGovernor.ProposalState.Queued))
            )
        );
        execute(made);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector, id, IGovernor.ProposalState.Executed, bytes32(0)
            )
        );
        proposeAs(alice, made);
    }

    function test_the_timelock_cannot_be_skipped() public {
        Draft memory made = spending("Impatient");
        uint256 id = proposeAs(alice, made);
        skip(48 hours + 1);
        voteAs(alice, id, FOR);
        skip(7 days);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                id,
                IGovernor.ProposalState.Succeeded,
                bytes32(1 << uint8(IGovernor.ProposalState.Queued))
            )
        );
        execute(made);
        queue(made);
        skip(48 hours - 1);
        bytes32 salt = bytes32(bytes20(address(governor))) ^ keccak256(bytes(made.description));
        bytes32 operation = timelock.hashOperationBatch(made.targets, made.values, made.calldatas, 0, salt);
        vm.expectRevert(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector,
                operation,
                bytes32(1 << uint8(TimelockController.OperationState.Ready))
            )
        );
        execute(made);
        skip(1);
        execute(made);
    }

    function test_executing_past_the_governor_changes_nothing_about_the_delay() public {
        Draft memory made = spending("Directly");
        uint256 id = pass(made);
        bytes32 salt = bytes32(bytes20(address(governor))) ^ keccak256(bytes(made.description));
        vm.prank(stranger);
        timelock.executeBatch(made.targets, made.values, made.calldatas, 0, salt);
        assertState(id, IGovernor.ProposalState.Executed, "done through the timelock");
    }

    function test_nobody_else_schedules_cancels_or_holds_a_role() public {
        address[4] memory people = [address(this), alice, guardian, stranger];
        bytes32 proposer = timelock.PROPOSER_ROLE();
        for (uint256 i = 0; i < people.length; ++i) {
            vm.assertFalse(timelock.hasRole(proposer, people[i]), "proposer");
            vm.assertFalse(timelock.hasRole(timelock.CANCELLER_ROLE(), people[i]), "canceller");
            vm.assertFalse(timelock.hasRole(bytes32(0), people[i]), "timelock admin");
            vm.assertFalse(token.hasRole(bytes32(0), people[i]), "token admin");
            vm.assertFalse(token.hasRole(token.MINTER_ROLE(), people[i]), "minter");
            vm.assertFalse(stakes.hasRole(bytes32(0), people[i]), "stake admin");
            vm.assertFalse(stakes.hasRole(stakes.SLASHER_ROLE(), people[i]), "slasher");
            vm.assertFalse(treasury.hasRole(bytes32(0), people[i]), "treasury admin");
            vm.assertFalse(treasury.hasRole(treasury.SPENDER_ROLE(), people[i]), "spender");
        }
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, stranger, proposer)
        );
        vm.prank(stranger);
        timelock.schedule(address(treasury), 0, "", 0, 0, 48 hours);
    }

    function signBallot(CodexGovernor where, uint256 id, uint8 support) private view returns (bytes memory) {
        bytes32 content = keccak256(abi.encode(where.BALLOT_TYPEHASH(), id, support, alice, where.nonces(alice)));
        (, string memory name, string memory version, uint256 chainId, address verifier,,) = where.eip712Domain();
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256(bytes(version)),
                chainId,
                verifier
            )
        );
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", domain, content));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(ALICE_KEY, digest);
        return abi.encodePacked(r, s, v);
    }
}
