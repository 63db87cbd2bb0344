// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {ExpiringPause} from "../src/ExpiringPause.sol";
import {GovernanceTest} from "./support/GovernanceTest.sol";

contract ExpiringPauseTest is GovernanceTest {
    event Paused(address indexed account, uint48 until);
    event Unpaused(address indexed account);

    function test_ends_by_itself_after_fourteen_days() public {
        vm.assertEq(stakes.pausedUntil(), 0, "never paused");
        vm.expectEmit(address(stakes));
        emit Paused(guardian, uint48(vm.getBlockTimestamp() + 14 days));
        vm.prank(guardian);
        stakes.pause();
        vm.assertTrue(stakes.paused(), "paused");
        skip(14 days - 1);
        vm.assertTrue(stakes.paused(), "still paused");
        skip(1);
        vm.assertFalse(stakes.paused(), "over");
    }

    function test_cannot_be_prolonged_or_repeated_at_once() public {
        vm.prank(guardian);
        stakes.pause();
        uint48 until = stakes.pausedUntil();
        vm.expectRevert(abi.encodeWithSelector(ExpiringPause.ExpiringPauseActive.selector, until));
        vm.prank(guardian);
        stakes.pause();

        skip(28 days - 1);
        vm.expectRevert(abi.encodeWithSelector(ExpiringPause.ExpiringPauseCooldown.selector, until + 14 days));
        vm.prank(guardian);
        stakes.pause();
        skip(1);
        vm.prank(guardian);
        stakes.pause();
        vm.assertTrue(stakes.paused(), "paused again");
    }

    function test_governance_ends_it_early_and_the_cooldown_runs_from_then() public {
        vm.prank(guardian);
        stakes.pause();
        skip(1 days);
        vm.expectEmit(address(stakes));
        emit Unpaused(address(timelock));
        vm.prank(address(timelock));
        stakes.unpause();
        vm.assertFalse(stakes.paused(), "ended");
        uint48 from = uint48(vm.getBlockTimestamp() + 14 days);
        vm.expectRevert(abi.encodeWithSelector(ExpiringPause.ExpiringPauseCooldown.selector, from));
        vm.prank(guardian);
        stakes.pause();
    }

    function test_only_a_running_pause_can_be_ended() public {
        vm.expectRevert(ExpiringPause.ExpiringPauseInactive.selector);
        vm.prank(guardian);
        stakes.unpause();
    }

    function testFuzz_only_the_guardian_and_governance_pause(address caller) public {
        vm.assume(caller != address(timelock) && caller != guardian);
        bytes32 role = stakes.PAUSER_ROLE();
        bytes memory refusal =
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, caller, role);
        vm.expectRevert(refusal);
        vm.prank(caller);
        stakes.pause();
        vm.expectRevert(refusal);
        vm.prank(caller);
        stakes.unpause();
    }
}
