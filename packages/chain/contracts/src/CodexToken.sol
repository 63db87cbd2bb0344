// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Capped} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Capped.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/**
 * @title The token that is staked for votes.
 * @notice Holding it gives no vote: votes come from {StakeManager} alone, so that a loan of a moment cannot vote.
 * @dev Governance, the timelock, is the only admin and the only minter. The cap can never change.
 */
contract CodexToken is ERC20Capped, ERC20Permit, AccessControl {
    /// @notice An amount minted at deployment, in the token's smallest unit.
    struct Allocation {
        address account;
        uint256 amount;
    }

    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");

    /// @param governance Timelock that may mint and manage roles.
    /// @param maximumSupply Supply that is never exceeded, in the smallest unit.
    /// @param allocations What is minted now, and to whom.
    constructor(address governance, uint256 maximumSupply, Allocation[] memory allocations)
        ERC20("Codex", "CDX")
        ERC20Capped(maximumSupply)
        ERC20Permit("Codex")
    {
        _grantRole(DEFAULT_ADMIN_ROLE, governance);
        _grantRole(MINTER_ROLE, governance);
        for (uint256 i = 0; i < allocations.length; ++i) {
            _mint(allocations[i].account, allocations[i].amount);
        }
    }

    /// @notice Mints within the cap. Only the minter, which is governance.
    function mint(address to, uint256 amount) external onlyRole(MINTER_ROLE) {
        _mint(to, amount);
    }

    /// @dev Both bases refine the same hook; the cap is checked after the balances moved.
    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Capped) {
        super._update(from, to, value);
    }
}
