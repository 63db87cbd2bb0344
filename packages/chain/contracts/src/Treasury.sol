// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ExpiringPause} from "./ExpiringPause.sol";

/**
 * @title Funds of the organisation, with a fifth kept for emergencies.
 * @notice Of everything that comes in, 20 % belongs to the reserve. {spend} can never touch it. {spendReserve} can,
 * but needs two keys: the guardian must have declared an emergency by a pause, and governance must have voted.
 * @dev The zero address stands for the chain's own coin. What arrives is booked by anyone, and before each payment.
 */
contract Treasury is ExpiringPause, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @notice Figures of one asset in its smallest unit; `total` is `reserve` plus `available`.
    struct Balance {
        uint256 total;
        uint256 reserve;
        uint256 available;
    }

    bytes32 public constant SPENDER_ROLE = keccak256("SPENDER_ROLE");
    address public constant NATIVE = address(0);
    uint256 public constant RESERVE_PERCENT = 20;

    mapping(address asset => uint256) private _booked;
    mapping(address asset => uint256) private _reserves;
    mapping(address asset => bool) private _accepted;

    event AssetAccepted(address indexed asset);
    event Booked(address indexed asset, uint256 amount, uint256 toReserve);
    event Spent(address indexed asset, address indexed to, uint256 amount);
    event ReserveSpent(address indexed asset, address indexed to, uint256 amount, string reason);
    event ReserveRaised(address indexed asset, uint256 amount);

    error TreasuryAssetNotAccepted(address asset);
    error TreasuryInsufficientFunds(address asset, uint256 available, uint256 wanted);
    error TreasuryInvalidRecipient(address to);

    /// @param governance Timelock: admin, spender, and able to end a pause.
    /// @param guardian Account that may pause.
    /// @param assets Tokens accepted from the beginning.
    constructor(address governance, address guardian, address[] memory assets) {
        _grantRole(DEFAULT_ADMIN_ROLE, governance);
        _grantRole(SPENDER_ROLE, governance);
        _grantRole(PAUSER_ROLE, governance);
        _grantRole(PAUSER_ROLE, guardian);
        _accept(NATIVE);
        for (uint256 i = 0; i < assets.length; ++i) {
            _accept(assets[i]);
        }
    }

    receive() external payable {}

    /// @notice Accepts a token from now on. Only governance; tokens that change balances by themselves do not fit.
    function acceptAsset(address asset) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _accept(asset);
    }

    /// @notice Books what has arrived since the last time, a fifth of it to the reserve.
    function book(address asset) external nonReentrant {
        _book(asset);
    }

    /// @notice Pays from what is available beyond the reserve. Only governance, and not during a pause.
    function spend(address asset, address to, uint256 amount)
        external
        nonReentrant
        onlyRole(SPENDER_ROLE)
        whenNotPaused
    {
        _book(asset);
        uint256 available = _booked[asset] - _reserves[asset];
        if (amount > available) revert TreasuryInsufficientFunds(asset, available, amount);
        emit Spent(asset, to, amount);
        _pay(asset, to, amount);
    }

    /// @notice Pays from the reserve. Only governance, and only in an emergency that the guardian declared.
    function spendReserve(address asset, address to, uint256 amount, string calldata reason)
        external
        nonReentrant
        onlyRole(SPENDER_ROLE)
        whenPaused
    {
        _book(asset);
        uint256 reserve = _reserves[asset];
        if (amount > reserve) revert TreasuryInsufficientFunds(asset, reserve, amount);
        _reserves[asset] = reserve - amount;
        emit ReserveSpent(asset, to, amount, reason);
        _pay(asset, to, amount);
    }

    /// @notice Moves `amount` from the available part to the reserve. Only governance.
    function raiseReserve(address asset, uint256 amount) external nonReentrant onlyRole(SPENDER_ROLE) {
        _book(asset);
        uint256 available = _booked[asset] - _reserves[asset];
        if (amount > available) revert TreasuryInsufficientFunds(asset, available, amount);
        _reserves[asset] += amount;
        emit ReserveRaised(asset, amount);
    }

    /// @notice Whether payments in `asset` are booked.
    function isAccepted(address asset) external view returns (bool) {
        return _accepted[asset];
    }

    /// @notice Figures of `asset` now, as if everything that has arrived were booked.
    function balanceOf(address asset) external view returns (Balance memory) {
        uint256 arrived = _arrived(asset);
        uint256 total = _booked[asset] + arrived;
        uint256 reserve = _reserves[asset] + _reserveShare(arrived);
        return Balance({total: total, reserve: reserve, available: total - reserve});
    }

    function _accept(address asset) private {
        _accepted[asset] = true;
        emit AssetAccepted(asset);
    }

    function _book(address asset) private {
        if (!_accepted[asset]) revert TreasuryAssetNotAccepted(asset);
        uint256 arrived = _arrived(asset);
        if (arrived == 0) return;
        uint256 toReserve = _reserveShare(arrived);
        _booked[asset] += arrived;
        _reserves[asset] += toReserve;
        emit Booked(asset, arrived, toReserve);
    }

    function _pay(address asset, address to, uint256 amount) private {
        if (to == address(0) || to == address(this)) revert TreasuryInvalidRecipient(to);
        _booked[asset] -= amount;
        if (asset == NATIVE) Address.sendValue(payable(to), amount);
        else IERC20(asset).safeTransfer(to, amount);
    }

    function _arrived(address asset) private view returns (uint256) {
        uint256 held = asset == NATIVE ? address(this).balance : IERC20(asset).balanceOf(address(this));
        return held - _booked[asset];
    }

    /// @dev Rounded up, so that no amount is too small for the reserve.
    function _reserveShare(uint256 amount) private pure returns (uint256) {
        return Math.mulDiv(amount, RESERVE_PERCENT, 100, Math.Rounding.Ceil);
    }
}
