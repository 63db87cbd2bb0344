// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {CodexGovernor} from "../../src/CodexGovernor.sol";
import {CodexTimelock} from "../../src/CodexTimelock.sol";
import {CodexToken} from "../../src/CodexToken.sol";
import {StakeManager} from "../../src/StakeManager.sol";
import {Treasury} from "../../src/Treasury.sol";
import {Vm} from "./Vm.sol";

/// @dev The whole organisation, deployed as it is in production, with three members who hold tokens.
abstract contract GovernanceTest {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    uint256 internal constant SUPPLY = 1_000_000e18;
    uint256 internal constant MEMBER_TOKENS = 100_000e18;
    uint256 internal constant ALICE_KEY = 0xA11CE;

    uint8 internal constant AGAINST = 0;
    uint8 internal constant FOR = 1;
    uint8 internal constant ABSTAIN = 2;

    address internal immutable alice = vm.addr(ALICE_KEY);
    address internal constant bob = address(0xB0B);
    address internal constant carol = address(0xCA401);
    address internal constant guardian = address(0x6A4D);
    address internal constant stranger = address(0xBAD);

    CodexToken internal token;
    StakeManager internal stakes;
    CodexGovernor internal governor;
    CodexTimelock internal timelock;
    Treasury internal treasury;

    /// @dev A proposal with one action, and what identifies it.
    struct Draft {
        address[] targets;
        uint256[] values;
        bytes[] calldatas;
        string description;
    }

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        timelock = new CodexTimelock(address(this));
        treasury = new Treasury(address(timelock), guardian, new address[](0));
        CodexToken.Allocation[] memory allocations = new CodexToken.Allocation[](4);
        allocations[0] = CodexToken.Allocation(alice, MEMBER_TOKENS);
        allocations[1] = CodexToken.Allocation(bob, MEMBER_TOKENS);
        allocations[2] = CodexToken.Allocation(carol, MEMBER_TOKENS);
        allocations[3] = CodexToken.Allocation(address(treasury), MEMBER_TOKENS);
        token = new CodexToken(address(timelock), SUPPLY, allocations);
        stakes = new StakeManager(token, address(timelock), guardian, address(treasury));
        governor = new CodexGovernor(stakes, timelock, guardian);
        timelock.grantRole(timelock.PROPOSER_ROLE(), address(governor));
        timelock.grantRole(timelock.CANCELLER_ROLE(), address(governor));
        timelock.renounceRole(timelock.DEFAULT_ADMIN_ROLE(), address(this));
        vm.prank(address(timelock));
        treasury.acceptAsset(address(token));
    }

    function stakeAs(address account, uint256 amount) internal {
        vm.prank(account);
        token.approve(address(stakes), amount);
        vm.prank(account);
        stakes.stake(amount);
    }

    function skip(uint256 time) internal {
        vm.warp(vm.getBlockTimestamp() + time);
    }

    function draft(address target, bytes memory data, string memory description) internal pure returns (Draft memory) {
        Draft memory made = Draft(new address[](1), new uint256[](1), new bytes[](1), description);
        made.targets[0] = target;
        made.calldatas[0] = data;
        return made;
    }

    function proposeAs(address account, Draft memory made) internal returns (uint256) {
        vm.prank(account);
        return governor.propose(made.targets, made.values, made.calldatas, made.description);
    }

    function proposeAs(address account, Draft memory made, CodexGovernor.Track track, CodexGovernor.Category category)
        internal
        returns (uint256)
    {
        vm.prank(account);
        return governor.proposeOn(track, category, made.targets, made.values, made.calldatas, made.description);
    }

    function voteAs(address account, uint256 id, uint8 support) internal {
        vm.prank(account);
        governor.castVote(id, support);
    }

    function queue(Draft memory made) internal {
        governor.queue(made.targets, made.values, made.calldatas, keccak256(bytes(made.description)));
    }

    function execute(Draft memory made) internal {
        governor.execute(made.targets, made.values, made.calldatas, keccak256(bytes(made.description)));
    }

    function cancelAs(address account, Draft memory made) internal {
        bytes32 hash = keccak256(bytes(made.description));
        vm.prank(account);
        governor.cancel(made.targets, made.values, made.calldatas, hash);
    }

    /// @dev The whole way of a standard proposal that Alice makes and alone votes for.
    function pass(Draft memory made) internal returns (uint256 id) {
        id = proposeAs(alice, made);
        skip(48 hours + 1);
        voteAs(alice, id, FOR);
        skip(7 days + 1);
        queue(made);
        skip(48 hours);
    }

    function assertState(uint256 id, IGovernor.ProposalState expected, string memory reason) internal view {
        vm.assertEq(uint256(governor.state(id)), uint256(expected), reason);
    }
}
