// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {CodexGovernor} from "../src/CodexGovernor.sol";
import {GovernanceTest} from "./support/GovernanceTest.sol";

contract CodexGovernorTest is GovernanceTest {
    event ProposalClassified(uint256 indexed proposalId, CodexGovernor.Track track, CodexGovernor.Category category);

    CodexGovernor.Track private constant STANDARD = CodexGovernor.Track.Standard;
    CodexGovernor.Track private constant EXPEDITED = CodexGovernor.Track.Expedited;

    function setUp() public override {
        super.setUp();
        stakeAs(alice, 50_000e18);
        stakeAs(bob, 20_000e18);
        skip(1);
    }

    function spending(string memory description) private view returns (Draft memory) {
        return draft(address(treasury), abi.encodeCall(treasury.spend, (address(token), carol, 5e18)), description);
    }

    function test_has_the_parameters_of_the_charter() public view {
        vm.assertEq(governor.votingDelay(), 48 hours, "discussion");
        vm.assertEq(governor.votingPeriod(), 7 days, "vote");
        vm.assertEq(governor.expeditedVotingPeriod(), 3 days, "expedited vote");
        vm.assertEq(governor.proposalThreshold(), 1_000e18, "threshold");
        vm.assertEq(governor.quorumNumerator(), 4, "quorum in percent");
        vm.assertEq(governor.lateQuorumVoteExtension(), 1 days, "late quorum");
        vm.assertEq(governor.proposalGuardian(), guardian, "guardian");
        vm.assertEq(timelock.getMinDelay(), 48 hours, "timelock");
    }

    function test_goes_the_whole_standard_way() public {
        Draft memory made = spending("Pay Carol");
        uint256 start = vm.getBlockTimestamp();
        uint256 id = proposeAs(alice, made);
        vm.assertEq(governor.proposalSnapshot(id), start + 48 hours, "snapshot");
        vm.assertEq(governor.proposalDeadline(id), start + 9 days, "deadline");
        assertState(id, IGovernor.ProposalState.Pending, "discussed");
        skip(48 hours + 1);
        assertState(id, IGovernor.ProposalState.Active, "open");
        voteAs(alice, id, FOR);
        voteAs(bob, id, AGAINST);
        skip(7 days);
        assertState(id, IGovernor.ProposalState.Succeeded, "won");
        vm.assertTrue(governor.proposalNeedsQueuing(id), "needs the timelock");
        queue(made);
        assertState(id, IGovernor.ProposalState.Queued, "waits");
        skip(48 hours);
        execute(made);
        assertState(id, IGovernor.ProposalState.Executed, "done");
        vm.assertEq(token.balanceOf(carol), MEMBER_TOKENS + 5e18, "paid");
    }

    function test_classifies_every_proposal() public {
        Draft memory made = spending("One");
        uint256 id = governor.hashProposal(made.targets, made.values, made.calldatas, keccak256("One"));
        vm.expectEmit(address(governor));
        emit ProposalClassified(id, STANDARD, CodexGovernor.Category.General);
        proposeAs(alice, made);

        made.description = "Two";
        id = governor.hashProposal(made.targets, made.values, made.calldatas, keccak256("Two"));
        vm.expectEmit(address(governor));
        emit ProposalClassified(id, STANDARD, CodexGovernor.Category.Treasury);
        proposeAs(alice, made, STANDARD, CodexGovernor.Category.Treasury);
        vm.assertEq(governor.proposalDeadline(id) - governor.proposalSnapshot(id), 7 days, "period");
    }

    function test_the_expedited_track_votes_three_days_and_needs_twice_the_quorum() public {
        Draft memory made = spending("Now");
        uint256 id = proposeAs(alice, made, EXPEDITED, CodexGovernor.Category.Emergency);
        vm.assertEq(governor.proposalDeadline(id) - governor.proposalSnapshot(id), 3 days, "period");
        vm.assertEq(uint256(governor.proposalTrack(id)), uint256(EXPEDITED), "track");
        vm.assertEq(governor.votingPeriod(), 7 days, "the next proposal is not affected");
        uint256 usual = proposeAs(alice, spending("Later"));
        vm.assertEq(governor.proposalDeadline(usual) - governor.proposalSnapshot(usual), 7 days, "standard");
        skip(48 hours + 1);
        vm.assertEq(governor.proposalQuorum(id), 5_600e18, "8 % of 70,000");
        vm.assertEq(governor.proposalQuorum(usual), 2_800e18, "4 % of 70,000");
        voteAs(alice, id, FOR);
        skip(3 days);
        queue(made);
        skip(48 hours);
        execute(made);
        assertState(id, IGovernor.ProposalState.Executed, "done");
    }

    function test_a_parameter_may_be_expedited() public {
        Draft memory made =
            draft(address(governor), abi.encodeCall(governor.setProposalThreshold, (500e18)), "Lower the threshold");
        proposeAs(alice, made, EXPEDITED, CodexGovernor.Category.Parameters);
    }

    function test_the_expedited_track_is_closed_to_other_categories() public {
        Draft memory made = spending("Now");
        vm.expectRevert(
            abi.encodeWithSelector(CodexGovernor.CodexGovernorTrackNotOpen.selector, CodexGovernor.Category.Treasury)
        );
        proposeAs(alice, made, EXPEDITED, CodexGovernor.Category.Treasury);
    }

    function test_needs_the_threshold_in_stake_before_the_proposal() public {
        stakeAs(carol, 999e18);
        skip(1);
        Draft memory made = spending("Too little");
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorInsufficientProposerVotes.selector, carol, 999e18, 1_000e18)
        );
        proposeAs(carol, made);
        stakeAs(carol, 1e18);
        skip(1);
        proposeAs(carol, made);
    }

    function test_fails_without_quorum_and_without_a_majority() public {
        stakeAs(carol, 2_000e18);
        uint256 quiet = proposeAs(alice, spending("Quiet"));
        uint256 lost = proposeAs(alice, spending("Lost"));
        skip(48 hours + 1);
        voteAs(carol, quiet, FOR);
        voteAs(alice, lost, ABSTAIN);
        voteAs(carol, lost, FOR);
        voteAs(bob, lost, AGAINST);
        skip(7 days);
        assertState(quiet, IGovernor.ProposalState.Defeated, "no quorum");
        assertState(lost, IGovernor.ProposalState.Defeated, "no majority");
    }

    function test_a_late_quorum_prolongs_the_vote() public {
        uint256 id = proposeAs(alice, spending("Late"));
        skip(9 days - 1 hours);
        voteAs(alice, id, FOR);
        vm.assertEq(governor.proposalDeadline(id), vm.getBlockTimestamp() + 1 days, "one more day to object");
    }

    function test_owners_override_their_delegate_while_the_vote_is_open() public {
        vm.prank(bob);
        stakes.delegate(carol);
        uint256 id = proposeAs(alice, spending("Delegated"));
        skip(48 hours + 1);
        voteAs(carol, id, FOR);
        vm.prank(bob);
        governor.castOverrideVote(id, AGAINST, "not in my name");
        (uint256 againstVotes, uint256 forVotes,) = governor.proposalVotes(id);
        vm.assertEq(againstVotes, 20_000e18, "against");
        vm.assertEq(forVotes, 0, "for");
    }

    function test_the_guardian_vetoes_until_execution() public {
        Draft memory pending = spending("Pending");
        uint256 id = proposeAs(alice, pending);
        cancelAs(guardian, pending);
        assertState(id, IGovernor.ProposalState.Canceled, "vetoed in discussion");

        Draft memory queued = spending("Queued");
        id = pass(queued);
        cancelAs(guardian, queued);
        assertState(id, IGovernor.ProposalState.Canceled, "vetoed in the timelock");
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                id,
                IGovernor.ProposalState.Canceled,
                bytes32(1 << uint8(IGovernor.ProposalState.Queued))
            )
        );
        execute(queued);
    }

    function test_a_proposer_withdraws_during_the_discussion_only() public {
        Draft memory made = spending("Withdrawn");
        uint256 id = proposeAs(alice, made);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, bob));
        cancelAs(bob, made);
        cancelAs(alice, made);
        assertState(id, IGovernor.ProposalState.Canceled, "withdrawn");

        made.description = "Kept";
        id = proposeAs(alice, made);
        skip(48 hours + 1);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, alice));
        cancelAs(alice, made);
    }

    function test_a_vote_changes_the_expedited_period_within_its_bounds() public {
        Draft memory made =
            draft(address(governor), abi.encodeCall(governor.setExpeditedVotingPeriod, (2 days)), "Two days");
        pass(made);
        execute(made);
        vm.assertEq(governor.expeditedVotingPeriod(), 2 days, "period");

        uint32[2] memory refused = [uint32(1 days - 1), uint32(7 days + 1)];
        for (uint256 i = 0; i < refused.length; ++i) {
            made = draft(
                address(governor), abi.encodeCall(governor.setExpeditedVotingPeriod, (refused[i])), "Out of range"
            );
            pass(made);
            vm.expectRevert(abi.encodeWithSelector(CodexGovernor.CodexGovernorPeriodOutOfRange.selector, refused[i]));
            execute(made);
        }
    }

    function test_only_governance_changes_parameters() public {
        bytes[] memory setters = new bytes[](8);
        setters[0] = abi.encodeCall(governor.setVotingDelay, (1));
        setters[1] = abi.encodeCall(governor.setVotingPeriod, (1));
        setters[2] = abi.encodeCall(governor.setProposalThreshold, (0));
        setters[3] = abi.encodeCall(governor.updateQuorumNumerator, (0));
        setters[4] = abi.encodeCall(governor.setLateQuorumVoteExtension, (0));
        setters[5] = abi.encodeCall(governor.setProposalGuardian, (stranger));
        setters[6] = abi.encodeCall(governor.setExpeditedVotingPeriod, (1 days));
        setters[7] = abi.encodeCall(governor.relay, (stranger, 0, ""));
        address[3] memory callers = [stranger, guardian, alice];
        for (uint256 i = 0; i < setters.length; ++i) {
            for (uint256 j = 0; j < callers.length; ++j) {
                vm.prank(callers[j]);
                (bool isDone, bytes memory reason) = address(governor).call(setters[i]);
                vm.assertFalse(isDone, "a parameter was changed without a vote");
                vm.assertEq(
                    uint256(keccak256(reason)),
                    uint256(keccak256(abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, callers[j]))),
                    "reason"
                );
            }
        }
    }
}
