// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {
    GovernorCountingOverridable
} from "@openzeppelin/contracts/governance/extensions/GovernorCountingOverridable.sol";
import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";
import {GovernorProposalGuardian} from "@openzeppelin/contracts/governance/extensions/GovernorProposalGuardian.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {
    GovernorVotesQuorumFraction
} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";

/**
 * @title Proposals and votes.
 * @notice A proposal is discussed for 48 hours, voted on for seven days (three on the expedited track), waits another
 * 48 hours in the timelock, and can then be executed by anyone. The expedited track is open to changes of parameters
 * and to emergencies, and needs twice the quorum. The guardian can veto a proposal until it is executed.
 * @dev A delegate's vote can be overridden by the owner of the stake while the vote is open.
 */
contract CodexGovernor is
    GovernorSettings,
    GovernorCountingOverridable,
    GovernorVotesQuorumFraction,
    GovernorTimelockControl,
    GovernorPreventLateQuorum,
    GovernorProposalGuardian
{
    enum Track {
        Standard,
        Expedited
    }

    enum Category {
        General,
        Protocol,
        Parameters,
        Agents,
        Treasury,
        Partnership,
        Emergency
    }

    uint32 public constant MIN_EXPEDITED_PERIOD = 1 days;
    uint256 public constant EXPEDITED_QUORUM_FACTOR = 2;

    /// @notice Seconds that a vote on the expedited track lasts.
    uint32 public expeditedVotingPeriod;

    mapping(uint256 proposalId => Track) private _tracks;

    /// @dev Set while a proposal of the expedited track is being made, read by {votingPeriod}; no other contract is
    /// called in between, and it is gone after the transaction.
    bool private transient _isExpediting;

    /// @notice Which track and category a proposal has. Emitted for every proposal.
    event ProposalClassified(uint256 indexed proposalId, Track track, Category category);
    event ExpeditedVotingPeriodSet(uint32 previous, uint32 current);

    error CodexGovernorTrackNotOpen(Category category);
    error CodexGovernorPeriodOutOfRange(uint32 period);

    /// @param stake Source of the votes.
    /// @param timelock_ Executes what was decided, after its delay.
    /// @param guardian Account that may veto.
    constructor(IVotes stake, TimelockController timelock_, address guardian)
        Governor("Codex Governor")
        GovernorSettings(48 hours, 7 days, 1_000e18)
        GovernorVotes(stake)
        GovernorVotesQuorumFraction(4)
        GovernorTimelockControl(timelock_)
        GovernorPreventLateQuorum(1 days)
    {
        _setProposalGuardian(guardian);
        _setExpeditedVotingPeriod(3 days);
    }

    /// @notice Makes a proposal with a category, on the track of choice.
    /// @param description Markdown; it is part of the proposal's identity.
    function proposeOn(
        Track track,
        Category category,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description
    ) external returns (uint256 proposalId) {
        if (track == Track.Expedited) {
            if (category != Category.Parameters && category != Category.Emergency) {
                revert CodexGovernorTrackNotOpen(category);
            }
            _isExpediting = true;
        }
        proposalId = super.propose(targets, values, calldatas, description);
        _isExpediting = false;
        _tracks[proposalId] = track;
        emit ProposalClassified(proposalId, track, category);
    }

    /// @notice Makes a general proposal on the standard track.
    function propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description
    ) public override returns (uint256 proposalId) {
        proposalId = super.propose(targets, values, calldatas, description);
        emit ProposalClassified(proposalId, Track.Standard, Category.General);
    }

    /// @notice Changes how long a vote on the expedited track lasts. Only by a proposal.
    function setExpeditedVotingPeriod(uint32 period) external onlyGovernance {
        _setExpeditedVotingPeriod(period);
    }

    /// @notice Track of a proposal; standard for one that does not exist.
    function proposalTrack(uint256 proposalId) public view returns (Track) {
        return _tracks[proposalId];
    }

    /// @notice Votes for and abstaining that a proposal needs together, known from its snapshot on.
    function proposalQuorum(uint256 proposalId) public view returns (uint256) {
        uint256 base = quorum(proposalSnapshot(proposalId));
        return proposalTrack(proposalId) == Track.Expedited ? base * EXPEDITED_QUORUM_FACTOR : base;
    }

    /// @inheritdoc GovernorSettings
    function votingPeriod() public view override(Governor, GovernorSettings) returns (uint256) {
        return _isExpediting ? expeditedVotingPeriod : super.votingPeriod();
    }

    function _setExpeditedVotingPeriod(uint32 period) private {
        if (period < MIN_EXPEDITED_PERIOD || period > votingPeriod()) revert CodexGovernorPeriodOutOfRange(period);
        emit ExpeditedVotingPeriodSet(expeditedVotingPeriod, period);
        expeditedVotingPeriod = period;
    }

    function _quorumReached(uint256 proposalId)
        internal
        view
        override(Governor, GovernorCountingOverridable)
        returns (bool)
    {
        (, uint256 forVotes, uint256 abstainVotes) = proposalVotes(proposalId);
        return proposalQuorum(proposalId) <= forVotes + abstainVotes;
    }

    // What follows only says which of several bases decides.

    function votingDelay() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.votingDelay();
    }

    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.proposalThreshold();
    }

    function state(uint256 proposalId) public view override(Governor, GovernorTimelockControl) returns (ProposalState) {
        return super.state(proposalId);
    }

    function proposalNeedsQueuing(uint256 proposalId)
        public
        view
        override(Governor, GovernorTimelockControl)
        returns (bool)
    {
        return super.proposalNeedsQueuing(proposalId);
    }

    function proposalDeadline(uint256 proposalId)
        public
        view
        override(Governor, GovernorPreventLateQuorum)
        returns (uint256)
    {
        return super.proposalDeadline(proposalId);
    }

    function _tallyUpdated(uint256 proposalId) internal override(Governor, GovernorPreventLateQuorum) {
        super._tallyUpdated(proposalId);
    }

    function _validateCancel(uint256 proposalId, address caller)
        internal
        view
        override(Governor, GovernorProposalGuardian)
        returns (bool)
    {
        return super._validateCancel(proposalId, caller);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }
}
