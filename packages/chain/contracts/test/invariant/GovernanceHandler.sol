// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {CodexGovernor} from "../../src/CodexGovernor.sol";
import {CodexToken} from "../../src/CodexToken.sol";
import {StakeManager} from "../../src/StakeManager.sol";
import {Treasury} from "../../src/Treasury.sol";
import {Vm} from "../support/Vm.sol";
import {StakeHistory} from "./StakeHistory.sol";

struct Organisation {
    CodexToken token;
    StakeManager stakes;
    CodexGovernor governor;
    TimelockController timelock;
    Treasury treasury;
    address guardian;
}

/**
 * @dev Members, a guardian and strangers who do all that the contracts let them, and try what they must not.
 * Each action compares what happened with its own record and counts what should be impossible.
 */
contract GovernanceHandler {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint256 private constant OPEN = 6;

    struct Case {
        uint256 id;
        address[] targets;
        uint256[] values;
        bytes[] calldatas;
        string description;
        uint256 proposedAt;
        uint256 queuedAt;
        bool isExpedited;
        address slashed;
        uint256 slashedAmount;
        uint256 newThreshold;
    }

    Organisation private org;
    StakeHistory public immutable history = new StakeHistory();
    address[] public members;
    Case[] private cases;
    mapping(uint256 id => mapping(address member => bool)) private hasOverridden;

    /// What the organisation must look like by this record.
    uint256 public expectedThreshold = 1_000e18;
    uint256 public lastReserve;

    /// What must stay zero.
    uint256 public wrongWeights;
    uint256 public doubleVotes;
    uint256 public earlyExecutions;
    uint256 public trespasses;
    uint256 public reserveDrops;

    /// What must not stay zero, or the rest proves nothing.
    mapping(bytes32 what => uint256) public done;

    constructor(Organisation memory organisation, address[] memory members_) {
        org = organisation;
        members = members_;
    }

    function caseCount() external view returns (uint256) {
        return cases.length;
    }

    function caseId(uint256 index) external view returns (uint256) {
        return cases[index].id;
    }

    function stake(uint256 seed, uint256 amount) external {
        address member = pick(seed);
        uint256 held = org.token.balanceOf(member);
        if (held == 0 || org.stakes.paused()) return;
        amount = 1 + (amount % held);
        vm.prank(member);
        org.token.approve(address(org.stakes), amount);
        vm.prank(member);
        org.stakes.stake(amount);
        StakeHistory.Point memory last = history.latest(member);
        address delegatee = last.delegatee == address(0) ? member : last.delegatee;
        history.record(member, time(), last.stake + amount, delegatee);
        done["stake"] += 1;
    }

    function requestUnstake(uint256 seed, uint256 amount) external {
        address member = pick(seed);
        StakeHistory.Point memory last = history.latest(member);
        if (last.stake == 0) return;
        amount = 1 + (amount % last.stake);
        vm.prank(member);
        org.stakes.requestUnstake(amount);
        history.record(member, time(), last.stake - amount, last.delegatee);
        done["unstake"] += 1;
    }

    function withdraw(uint256 seed) external {
        address member = pick(seed);
        StakeManager.Unbonding memory unbonding = org.stakes.unbondingOf(member);
        vm.prank(member);
        (bool isDone,) = address(org.stakes).call(abi.encodeCall(StakeManager.withdraw, ()));
        if (isDone != (unbonding.amount > 0 && unbonding.releaseAt <= time())) trespasses += 1;
        if (isDone) done["withdraw"] += 1;
    }

    function delegate(uint256 seed, uint256 toSeed) external {
        address member = pick(seed);
        address to = toSeed % 7 == 0 ? address(0) : pick(toSeed);
        vm.prank(member);
        org.stakes.delegate(to);
        history.record(member, time(), history.latest(member).stake, to == address(0) ? member : to);
        done["delegate"] += 1;
    }

    function fund(uint256 seed, uint256 amount) external {
        address member = pick(seed);
        uint256 held = org.token.balanceOf(member);
        if (held == 0) return;
        vm.prank(member);
        org.token.transfer(address(org.treasury), amount % (held / 50 + 1));
        org.treasury.book(address(org.token));
        noteReserve();
    }

    /// @dev Rarely, so that the latest proposals come to an end before newer ones take their place.
    function propose(uint256 seed, uint256 kind, uint256 amount, bool isExpedited) external {
        if (amount % 3 != 0) return;
        address member = pick(seed);
        Case storage made = cases.push();
        made.targets = new address[](1);
        made.values = new uint256[](1);
        made.calldatas = new bytes[](1);
        made.description = string(abi.encodePacked(cases.length));
        made.proposedAt = time();
        made.isExpedited = isExpedited;
        fill(made, kind % 5, amount, seed);
        vm.prank(member);
        try org.governor
            .proposeOn(
                isExpedited ? CodexGovernor.Track.Expedited : CodexGovernor.Track.Standard,
                CodexGovernor.Category.Parameters,
                made.targets,
                made.values,
                made.calldatas,
                made.description
            ) returns (
            uint256 id
        ) {
            made.id = id;
            if (expectedVotes(member, time() - 1, 0) < expectedThreshold) trespasses += 1;
            done[isExpedited ? bytes32("expedited") : bytes32("standard")] += 1;
        } catch {
            cases.pop();
        }
    }

    function vote(uint256 seed, uint256 which, uint8 support) external {
        if (cases.length == 0) return;
        Case storage chosen = recent(which);
        address member = pick(seed);
        bool hadVoted = org.governor.hasVoted(chosen.id, member);
        uint256 snapshot = org.governor.proposalSnapshot(chosen.id);
        vm.prank(member);
        try org.governor.castVote(chosen.id, support % 5 < 3 ? support % 5 : 1) returns (uint256 weight) {
            if (weight != expectedVotes(member, snapshot, chosen.id)) wrongWeights += 1;
            if (hadVoted) doubleVotes += 1;
            done["vote"] += 1;
        } catch {
            if (hadVoted) done["second vote refused"] += 1;
        }
    }

    function overrideVote(uint256 seed, uint256 which, uint8 support) external {
        if (cases.length == 0) return;
        Case storage chosen = recent(which);
        address member = pick(seed);
        uint256 snapshot = org.governor.proposalSnapshot(chosen.id);
        vm.prank(member);
        try org.governor.castOverrideVote(chosen.id, support % 3, "") returns (uint256 weight) {
            if (weight != history.pointAt(member, snapshot).stake) wrongWeights += 1;
            if (hasOverridden[chosen.id][member]) doubleVotes += 1;
            hasOverridden[chosen.id][member] = true;
            done["override"] += 1;
        } catch {}
    }

    function queue(uint256 which) external {
        if (cases.length == 0) return;
        Case storage chosen = recent(which);
        try org.governor.queue(chosen.targets, chosen.values, chosen.calldatas, hashOf(chosen)) {
            chosen.queuedAt = time();
            done["queue"] += 1;
        } catch {}
    }

    function execute(uint256 which) external {
        if (cases.length == 0) return;
        Case storage chosen = recent(which);
        org.treasury.book(address(org.token));
        noteReserve();
        try org.governor.execute(chosen.targets, chosen.values, chosen.calldatas, hashOf(chosen)) {
            uint256 period = chosen.isExpedited ? 3 days : 7 days;
            bool isEarly = chosen.queuedAt == 0 || time() < chosen.queuedAt + 48 hours;
            if (isEarly || time() < chosen.proposedAt + 96 hours + period) earlyExecutions += 1;
            applyExecuted(chosen);
            noteReserve();
            done["execute"] += 1;
        } catch {}
    }

    function veto(uint256 which, uint256 chance) external {
        if (cases.length == 0 || chance % 12 != 0) return;
        Case storage chosen = recent(which);
        vm.prank(org.guardian);
        try org.governor.cancel(chosen.targets, chosen.values, chosen.calldatas, hashOf(chosen)) {
            done["veto"] += 1;
        } catch {}
    }

    function pause(uint256 chance) external {
        if (chance % 8 != 0) return;
        vm.prank(org.guardian);
        (bool isDone,) = address(org.stakes).call(abi.encodeWithSignature("pause()"));
        if (isDone) done["pause"] += 1;
    }

    /// @dev Whoever it is, nothing of this may succeed without a vote.
    function trespass(uint256 seed, uint256 what, uint256 amount) external {
        address[3] memory callers = [pick(seed), org.guardian, address(0xBAD)];
        address caller = callers[seed % 3];
        (address target, bytes memory data) = forbidden(what % 10, amount, caller);
        vm.prank(caller);
        (bool isDone,) = target.call(data);
        if (isDone) trespasses += 1;
        done["trespass refused"] += 1;
    }

    function advance(uint256 by) external {
        vm.warp(time() + 1 + (by % 3 days));
    }

    /// @dev Weight by this record: the stake at the snapshot of all who had chosen `voter` and did not override.
    function expectedVotes(address voter, uint256 at, uint256 id) public view returns (uint256 weight) {
        for (uint256 i = 0; i < members.length; ++i) {
            StakeHistory.Point memory point = history.pointAt(members[i], at);
            if (point.delegatee == voter && !hasOverridden[id][members[i]]) weight += point.stake;
        }
    }

    function fill(Case storage made, uint256 kind, uint256 amount, uint256 seed) private {
        if (kind == 0) {
            made.targets[0] = address(org.treasury);
            made.calldatas[0] = abi.encodeCall(Treasury.spend, (address(org.token), pick(seed), amount % 2_000e18));
        } else if (kind == 1) {
            made.newThreshold = 500e18 + (amount % 1_000e18);
            made.targets[0] = address(org.governor);
            made.calldatas[0] = abi.encodeWithSignature("setProposalThreshold(uint256)", made.newThreshold);
        } else if (kind == 2) {
            made.slashed = pick(amount);
            made.slashedAmount = 1 + (amount % 100e18);
            made.targets[0] = address(org.stakes);
            made.calldatas[0] = abi.encodeCall(StakeManager.slash, (made.slashed, made.slashedAmount, "rule"));
        } else if (kind == 3) {
            made.targets[0] = address(org.treasury);
            made.calldatas[0] = abi.encodeCall(Treasury.raiseReserve, (address(org.token), amount % 1_000e18));
        } else {
            made.targets[0] = address(org.treasury);
            made.calldatas[0] = abi.encodeCall(
                Treasury.spendReserve,
                (address(org.token), pick(seed), 1 + (amount % 1_000e18), "no emergency was declared")
            );
        }
    }

    function forbidden(uint256 what, uint256 amount, address caller)
        private
        view
        returns (address target, bytes memory data)
    {
        if (what == 0) return (address(org.token), abi.encodeCall(CodexToken.mint, (caller, amount)));
        if (what == 1) return (address(org.stakes), abi.encodeCall(StakeManager.slash, (pick(amount), amount, "")));
        if (what == 2) return (address(org.stakes), abi.encodeCall(StakeManager.setUnbondingPeriod, (8 days)));
        if (what == 3) return (address(org.treasury), abi.encodeCall(Treasury.spend, (address(0), caller, 0)));
        if (what == 4) return (address(org.treasury), abi.encodeCall(Treasury.raiseReserve, (address(0), 0)));
        if (what == 5) return (address(org.governor), abi.encodeWithSignature("setVotingDelay(uint48)", 0));
        if (what == 6) return (address(org.governor), abi.encodeWithSignature("setProposalThreshold(uint256)", 0));
        if (what == 7) return (address(org.governor), abi.encodeWithSignature("setProposalGuardian(address)", caller));
        if (what == 8) return (address(org.timelock), abi.encodeWithSignature("updateDelay(uint256)", 0));
        bytes32 proposer = org.timelock.PROPOSER_ROLE();
        return (address(org.timelock), abi.encodeWithSignature("grantRole(bytes32,address)", proposer, caller));
    }

    function applyExecuted(Case storage chosen) private {
        if (chosen.newThreshold > 0) expectedThreshold = chosen.newThreshold;
        if (chosen.slashed == address(0)) return;
        StakeHistory.Point memory last = history.latest(chosen.slashed);
        uint256 fromStake = chosen.slashedAmount < last.stake ? chosen.slashedAmount : last.stake;
        history.record(chosen.slashed, time(), last.stake - fromStake, last.delegatee);
        done["slash"] += 1;
    }

    function noteReserve() private {
        uint256 reserve = org.treasury.balanceOf(address(org.token)).reserve;
        if (reserve < lastReserve) reserveDrops += 1;
        lastReserve = reserve;
    }

    /// @dev One of the latest proposals, so that each gets enough attention to come to an end.
    function recent(uint256 which) private view returns (Case storage) {
        uint256 open = cases.length < OPEN ? cases.length : OPEN;
        return cases[cases.length - 1 - (which % open)];
    }

    function hashOf(Case storage chosen) private view returns (bytes32) {
        return keccak256(bytes(chosen.description));
    }

    function pick(uint256 seed) private view returns (address) {
        return members[seed % members.length];
    }

    function time() private view returns (uint256) {
        return vm.getBlockTimestamp();
    }
}
