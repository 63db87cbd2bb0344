// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ExpiringPause} from "../src/ExpiringPause.sol";
import {Treasury} from "../src/Treasury.sol";
import {GovernanceTest} from "./support/GovernanceTest.sol";
import {ReentrantReceiver} from "./support/ReentrantReceiver.sol";

contract TreasuryTest is GovernanceTest {
    event Booked(address indexed asset, uint256 amount, uint256 toReserve);
    event ReserveSpent(address indexed asset, address indexed to, uint256 amount, string reason);

    address private immutable native = address(0);

    function fund(uint256 amount) private {
        vm.deal(address(this), amount);
        (bool isPaid,) = address(treasury).call{value: amount}("");
        vm.assertTrue(isPaid, "funded");
    }

    function test_books_a_fifth_to_the_reserve() public {
        fund(10 ether);
        vm.expectEmit(address(treasury));
        emit Booked(native, 10 ether, 2 ether);
        treasury.book(native);
        Treasury.Balance memory balance = treasury.balanceOf(native);
        vm.assertEq(balance.total, 10 ether, "total");
        vm.assertEq(balance.reserve, 2 ether, "reserve");
        vm.assertEq(balance.available, 8 ether, "available");
        treasury.book(native);
        vm.assertEq(treasury.balanceOf(native).reserve, 2 ether, "booked once");
    }

    function test_shows_what_arrived_before_it_is_booked() public view {
        Treasury.Balance memory balance = treasury.balanceOf(address(token));
        vm.assertEq(balance.total, MEMBER_TOKENS, "total");
        vm.assertEq(balance.reserve, MEMBER_TOKENS / 5, "reserve");
    }

    function test_rounds_the_reserve_up() public {
        fund(1);
        vm.assertEq(treasury.balanceOf(native).reserve, 1, "reserve");
    }

    function test_refuses_assets_that_governance_has_not_accepted() public {
        vm.assertTrue(treasury.isAccepted(address(token)), "token");
        vm.assertFalse(treasury.isAccepted(bob), "other");
        vm.expectRevert(abi.encodeWithSelector(Treasury.TreasuryAssetNotAccepted.selector, bob));
        treasury.book(bob);
    }

    function test_accepts_assets_from_the_beginning() public {
        address[] memory assets = new address[](1);
        assets[0] = address(token);
        Treasury other = new Treasury(address(timelock), guardian, assets);
        vm.assertTrue(other.isAccepted(address(token)), "token");
        vm.assertTrue(other.isAccepted(native), "coin");
    }

    function test_pays_coin_and_tokens_up_to_what_is_available() public {
        fund(10 ether);
        vm.prank(address(timelock));
        treasury.spend(native, bob, 8 ether);
        vm.assertEq(bob.balance, 8 ether, "coin");
        vm.expectRevert(abi.encodeWithSelector(Treasury.TreasuryInsufficientFunds.selector, address(0), 0, 1));
        vm.prank(address(timelock));
        treasury.spend(native, bob, 1);

        vm.prank(address(timelock));
        treasury.spend(address(token), bob, 3e18);
        vm.assertEq(token.balanceOf(bob), MEMBER_TOKENS + 3e18, "tokens");
    }

    function test_pays_nobody_and_itself_nothing() public {
        vm.expectRevert(abi.encodeWithSelector(Treasury.TreasuryInvalidRecipient.selector, address(0)));
        vm.prank(address(timelock));
        treasury.spend(address(token), address(0), 1);
        vm.expectRevert(abi.encodeWithSelector(Treasury.TreasuryInvalidRecipient.selector, address(treasury)));
        vm.prank(address(timelock));
        treasury.spend(address(token), address(treasury), 1);
    }

    function test_the_reserve_opens_only_while_an_emergency_is_declared() public {
        fund(10 ether);
        vm.expectRevert(ExpiringPause.ExpiringPauseInactive.selector);
        vm.prank(address(timelock));
        treasury.spendReserve(native, bob, 1 ether, "no emergency");

        vm.prank(guardian);
        treasury.pause();
        uint48 until = treasury.pausedUntil();
        vm.expectRevert(abi.encodeWithSelector(ExpiringPause.ExpiringPauseActive.selector, until));
        vm.prank(address(timelock));
        treasury.spend(native, bob, 1 ether);

        vm.expectEmit(address(treasury));
        emit ReserveSpent(native, bob, 1 ether, "repair");
        vm.prank(address(timelock));
        treasury.spendReserve(native, bob, 1 ether, "repair");
        vm.assertEq(treasury.balanceOf(native).reserve, 1 ether, "rest");
        vm.expectRevert(abi.encodeWithSelector(Treasury.TreasuryInsufficientFunds.selector, native, 1 ether, 2 ether));
        vm.prank(address(timelock));
        treasury.spendReserve(native, bob, 2 ether, "more than the reserve");
    }

    function test_governance_raises_the_reserve_from_what_is_available() public {
        fund(10 ether);
        vm.prank(address(timelock));
        treasury.raiseReserve(native, 3 ether);
        vm.assertEq(treasury.balanceOf(native).reserve, 5 ether, "reserve");
        vm.expectRevert(abi.encodeWithSelector(Treasury.TreasuryInsufficientFunds.selector, native, 5 ether, 6 ether));
        vm.prank(address(timelock));
        treasury.raiseReserve(native, 6 ether);
    }

    function testFuzz_only_governance_moves_money(address caller) public {
        vm.assume(caller != address(timelock));
        bytes4 refusal = IAccessControl.AccessControlUnauthorizedAccount.selector;
        bytes memory notSpender = abi.encodeWithSelector(refusal, caller, treasury.SPENDER_ROLE());
        vm.expectRevert(notSpender);
        vm.prank(caller);
        treasury.spend(native, caller, 1);
        vm.expectRevert(notSpender);
        vm.prank(caller);
        treasury.spendReserve(native, caller, 1, "");
        vm.expectRevert(notSpender);
        vm.prank(caller);
        treasury.raiseReserve(native, 1);
        vm.expectRevert(abi.encodeWithSelector(refusal, caller, bytes32(0)));
        vm.prank(caller);
        treasury.acceptAsset(caller);
    }

    function test_a_recipient_that_calls_back_is_not_paid_twice() public {
        ReentrantReceiver receiver = new ReentrantReceiver();
        Treasury victim = new Treasury(address(receiver), guardian, new address[](0));
        receiver.setTreasury(victim);
        vm.deal(address(victim), 10 ether);
        vm.expectRevert(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        receiver.start();
        vm.assertEq(address(victim).balance, 10 ether, "nothing left the treasury");
    }
}
