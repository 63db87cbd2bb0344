// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Compiled here unchanged, so that it is deployed from the same build as everything else.
// forge-lint: disable-next-line(unused-import)
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
