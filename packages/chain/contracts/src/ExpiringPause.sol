// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";

/**
 * @title A pause that ends by itself.
 * @notice The guardian can stop a contract in an emergency, for at most {PAUSE_DURATION}, and not again before
 * {PAUSE_COOLDOWN} has passed since the last pause ended. An expedited proposal takes seven days from start to
 * execution, so governance can always act within a pause, and always outlives one.
 */
abstract contract ExpiringPause is AccessControl {
    bytes32 public constant PAUSER_ROLE = keccak256("PAUSER_ROLE");
    uint48 public constant PAUSE_DURATION = 14 days;
    uint48 public constant PAUSE_COOLDOWN = 14 days;

    uint48 private _pausedUntil;

    /// @notice The contract is paused until `until`, in seconds since 1970, unless it is unpaused before.
    event Paused(address indexed account, uint48 until);

    /// @notice The pause was ended early by `account`.
    event Unpaused(address indexed account);

    /// @notice The call is not possible while the contract is paused, which lasts until `until` at most.
    error ExpiringPauseActive(uint48 until);

    /// @notice The call is possible only while the contract is paused.
    error ExpiringPauseInactive();

    /// @notice The last pause is too recent; a new one is possible from `from` on.
    error ExpiringPauseCooldown(uint48 from);

    modifier whenNotPaused() {
        if (paused()) revert ExpiringPauseActive(_pausedUntil);
        _;
    }

    modifier whenPaused() {
        if (!paused()) revert ExpiringPauseInactive();
        _;
    }

    /// @notice Stops what {whenNotPaused} guards, for {PAUSE_DURATION}.
    function pause() external onlyRole(PAUSER_ROLE) whenNotPaused {
        uint48 from = _pausedUntil == 0 ? 0 : _pausedUntil + PAUSE_COOLDOWN;
        if (Time.timestamp() < from) revert ExpiringPauseCooldown(from);
        _pausedUntil = Time.timestamp() + PAUSE_DURATION;
        emit Paused(_msgSender(), _pausedUntil);
    }

    /// @notice Ends a pause early. The cooldown runs from now on.
    function unpause() external onlyRole(PAUSER_ROLE) whenPaused {
        _pausedUntil = Time.timestamp();
        emit Unpaused(_msgSender());
    }

    /// @notice Whether the contract is paused now.
    function paused() public view returns (bool) {
        return Time.timestamp() < _pausedUntil;
    }

    /// @notice When the running pause ends or the last one ended, in seconds since 1970; 0 when there was none.
    function pausedUntil() external view returns (uint48) {
        return _pausedUntil;
    }
}
