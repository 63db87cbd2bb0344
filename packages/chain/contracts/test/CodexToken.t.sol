// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {ERC20Capped} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Capped.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {GovernanceTest} from "./support/GovernanceTest.sol";

contract CodexTokenTest is GovernanceTest {
    bytes32 private constant PERMIT =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    function test_mints_the_allocations_at_deployment() public view {
        vm.assertEq(token.balanceOf(alice), MEMBER_TOKENS, "allocation");
        vm.assertEq(token.totalSupply(), 4 * MEMBER_TOKENS, "supply");
    }

    function test_governance_mints_within_the_cap() public {
        vm.prank(address(timelock));
        token.mint(bob, 5e18);
        vm.assertEq(token.balanceOf(bob), MEMBER_TOKENS + 5e18, "minted");
    }

    function test_nobody_mints_beyond_the_cap() public {
        uint256 tooMuch = SUPPLY - token.totalSupply() + 1;
        vm.expectRevert(abi.encodeWithSelector(ERC20Capped.ERC20ExceededCap.selector, SUPPLY + 1, SUPPLY));
        vm.prank(address(timelock));
        token.mint(bob, tooMuch);
    }

    function testFuzz_only_governance_mints(address caller) public {
        vm.assume(caller != address(timelock));
        bytes32 role = token.MINTER_ROLE();
        vm.expectRevert(abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, caller, role));
        vm.prank(caller);
        token.mint(caller, 1);
    }

    function test_a_permit_cannot_be_replayed() public {
        uint256 deadline = vm.getBlockTimestamp() + 1 hours;
        bytes32 content = keccak256(abi.encode(PERMIT, alice, bob, 7e18, token.nonces(alice), deadline));
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), content));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(ALICE_KEY, digest);
        token.permit(alice, bob, 7e18, deadline, v, r, s);
        vm.assertEq(token.allowance(alice, bob), 7e18, "allowance");

        content = keccak256(abi.encode(PERMIT, alice, bob, 7e18, token.nonces(alice), deadline));
        digest = keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), content));
        address recovered = recover(digest, v, r, s);
        vm.expectRevert(abi.encodeWithSelector(ERC20Permit.ERC2612InvalidSigner.selector, recovered, alice));
        token.permit(alice, bob, 7e18, deadline, v, r, s);
    }

    function recover(bytes32 digest, uint8 v, bytes32 r, bytes32 s) private pure returns (address) {
        return ecrecover(digest, v, r, s);
    }
}
