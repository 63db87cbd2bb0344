// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Treasury} from "../../src/Treasury.sol";

/// @dev Governs a treasury and, when it is paid, asks to be paid again.
contract ReentrantReceiver {
    Treasury private _treasury;
    uint256 public attempts;

    function setTreasury(Treasury treasury) external {
        _treasury = treasury;
    }

    function start() external {
        _treasury.spend(address(0), address(this), 1 ether);
    }

    receive() external payable {
        attempts += 1;
        _treasury.spend(address(0), address(this), 1 ether);
    }
}
