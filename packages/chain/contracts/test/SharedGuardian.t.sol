// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {CodexGovernor} from "../src/CodexGovernor.sol";
import {ExpiringPause} from "../src/ExpiringPause.sol";
import {Treasury} from "../src/Treasury.sol";
import {GovernanceTest} from "./support/GovernanceTest.sol";
import {SharedAccount} from "./support/SharedAccount.sol";

/// @dev The guardian may be a contract that several people sign for, such as a Safe: it is known by its address alone.
contract SharedGuardianTest is GovernanceTest {
    SharedAccount private _shared;
    Treasury private _guardedTreasury;
    CodexGovernor private _guardedGovernor;

    function setUp() public override {
        super.setUp();
        _shared = new SharedAccount(bob, carol);
        _guardedTreasury = new Treasury(address(timelock), address(_shared), new address[](0));
        _guardedGovernor = new CodexGovernor(stakes, timelock, address(_shared));
    }

    function test_pausesOnceAllOwnersAgree() public {
        bytes memory data = abi.encodeCall(ExpiringPause.pause, ());
        vm.prank(bob);
        _shared.agree(address(_guardedTreasury), data);
        vm.assertFalse(_guardedTreasury.paused(), "one owner is not enough");
        vm.prank(carol);
        _shared.agree(address(_guardedTreasury), data);
        vm.assertTrue(_guardedTreasury.paused(), "both owners are");
    }

    function test_vetoesOnceAllOwnersAgree() public {
        stakeAs(alice, 2_000e18);
        skip(60);
        Draft memory made = draft(address(timelock), "", "Meet on Mondays");
        vm.prank(alice);
        uint256 id = _guardedGovernor.propose(made.targets, made.values, made.calldatas, made.description);
        bytes32 hash = keccak256(bytes(made.description));
        bytes memory data = abi.encodeCall(IGovernor.cancel, (made.targets, made.values, made.calldatas, hash));
        vm.prank(bob);
        _shared.agree(address(_guardedGovernor), data);
        vm.prank(carol);
        _shared.agree(address(_guardedGovernor), data);
        vm.assertEq(uint256(_guardedGovernor.state(id)), uint256(IGovernor.ProposalState.Canceled), "the veto holds");
    }
}
