// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @dev A token that calls its victim back in the middle of every transfer.
contract ReentrantToken is ERC20("Evil", "EVL") {
    address private _victim;
    bytes private _attack;

    function setVictim(address victim) external {
        _victim = victim;
    }

    function setAttack(bytes calldata attack) external {
        _attack = attack;
    }

    function transferFrom(address, address, uint256) public override returns (bool) {
        Address.functionCall(_victim, _attack);
        return true;
    }
}
