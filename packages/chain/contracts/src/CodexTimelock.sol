// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/**
 * @title What executes decisions, 48 hours after they were queued.
 * @notice The stock controller with the delay of the charter. Anyone may execute what is due.
 */
contract CodexTimelock is TimelockController {
    /// @param deployer Gives the governor its roles, and then renounces its own.
    constructor(address deployer) TimelockController(48 hours, new address[](0), new address[](1), deployer) {}
}
