// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {VotesExtended} from "@openzeppelin/contracts/governance/utils/VotesExtended.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
import {ExpiringPause} from "./ExpiringPause.sol";

/**
 * @title Locked tokens that carry the votes.
 * @notice Stake cannot be transferred. It votes for its owner, or for the delegate that the owner chose, with the
 * weight that it had at a proposal's snapshot. Leaving takes the unbonding period, during which the amount has no
 * vote and can still be slashed. A pause stops new stake only: nobody is ever locked in by one.
 */
contract StakeManager is VotesExtended, ExpiringPause, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @notice An amount on its way out. A further request joins it and starts its time anew.
    struct Unbonding {
        uint208 amount;
        uint48 releaseAt;
    }

    bytes32 public constant SLASHER_ROLE = keccak256("SLASHER_ROLE");
    uint48 public constant MIN_UNBONDING_PERIOD = 7 days;
    uint48 public constant MAX_UNBONDING_PERIOD = 30 days;

    IERC20 public immutable token;
    address public immutable treasury;

    /// @notice Seconds between the request to leave and the earliest withdrawal.
    uint48 public unbondingPeriod = MIN_UNBONDING_PERIOD;

    /// @notice Sum of what votes, and sum of what is on its way out.
    uint256 public totalStaked;
    uint256 public totalUnbonding;

    mapping(address account => uint256) private _stakes;
    mapping(address account => Unbonding) private _unbondings;

    event Staked(address indexed account, uint256 amount);
    event UnstakeRequested(address indexed account, uint256 amount, uint48 releaseAt);
    event Withdrawn(address indexed account, uint256 amount);
    event Slashed(address indexed account, uint256 fromStake, uint256 fromUnbonding, string reason);
    event UnbondingPeriodSet(uint48 previous, uint48 current);

    error StakeManagerZeroAmount();
    error StakeManagerInsufficientStake(address account, uint256 available, uint256 wanted);
    error StakeManagerStillUnbonding(address account, uint48 releaseAt);
    error StakeManagerPeriodOutOfRange(uint48 period);

    /// @param token_ Token that is locked.
    /// @param governance Timelock: admin, slasher, and able to end a pause.
    /// @param guardian Account that may pause.
    /// @param treasury_ Receives what is slashed.
    constructor(IERC20 token_, address governance, address guardian, address treasury_) EIP712("Codex Stake", "1") {
        token = token_;
        treasury = treasury_;
        _grantRole(DEFAULT_ADMIN_ROLE, governance);
        _grantRole(SLASHER_ROLE, governance);
        _grantRole(PAUSER_ROLE, governance);
        _grantRole(PAUSER_ROLE, guardian);
    }

    /// @notice Locks `amount`. The first stake of an account makes it its own delegate.
    function stake(uint256 amount) external nonReentrant whenNotPaused {
        if (amount == 0) revert StakeManagerZeroAmount();
        address account = _msgSender();
        // Before the stake grows: delegating moves the units that are there already.
        if (delegates(account) == address(0)) _delegate(account, account);
        _stakes[account] += amount;
        totalStaked += amount;
        _transferVotingUnits(address(0), account, amount);
        emit Staked(account, amount);
        token.safeTransferFrom(account, address(this), amount);
    }

    /// @notice Takes `amount` out of the vote at once and starts its unbonding period.
    function requestUnstake(uint256 amount) external nonReentrant {
        if (amount == 0) revert StakeManagerZeroAmount();
        address account = _msgSender();
        _decreaseStake(account, amount);
        Unbonding storage unbonding = _unbondings[account];
        unbonding.amount += SafeCast.toUint208(amount);
        unbonding.releaseAt = Time.timestamp() + unbondingPeriod;
        totalUnbonding += amount;
        emit UnstakeRequested(account, amount, unbonding.releaseAt);
    }

    /// @notice Pays out what has finished unbonding.
    function withdraw() external nonReentrant {
        address account = _msgSender();
        Unbonding memory unbonding = _unbondings[account];
        if (unbonding.amount == 0) revert StakeManagerZeroAmount();
        if (Time.timestamp() < unbonding.releaseAt) {
            revert StakeManagerStillUnbonding(account, unbonding.releaseAt);
        }
        delete _unbondings[account];
        totalUnbonding -= unbonding.amount;
        emit Withdrawn(account, unbonding.amount);
        token.safeTransfer(account, unbonding.amount);
    }

    /// @notice Takes `amount` from an account, from its stake first and then from what is unbonding, to the treasury.
    function slash(address account, uint256 amount, string calldata reason)
        external
        nonReentrant
        onlyRole(SLASHER_ROLE)
    {
        if (amount == 0) revert StakeManagerZeroAmount();
        uint256 fromStake = amount < _stakes[account] ? amount : _stakes[account];
        uint256 fromUnbonding = amount - fromStake;
        Unbonding storage unbonding = _unbondings[account];
        if (fromUnbonding > unbonding.amount) {
            revert StakeManagerInsufficientStake(account, fromStake + unbonding.amount, amount);
        }
        if (fromStake > 0) _decreaseStake(account, fromStake);
        unbonding.amount -= SafeCast.toUint208(fromUnbonding);
        totalUnbonding -= fromUnbonding;
        emit Slashed(account, fromStake, fromUnbonding, reason);
        token.safeTransfer(treasury, amount);
    }

    /// @notice Changes the unbonding period for requests from now on. Only governance.
    function setUnbondingPeriod(uint48 period) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (period < MIN_UNBONDING_PERIOD || period > MAX_UNBONDING_PERIOD) {
            revert StakeManagerPeriodOutOfRange(period);
        }
        emit UnbondingPeriodSet(unbondingPeriod, period);
        unbondingPeriod = period;
    }

    /// @notice What an account has locked, without what is unbonding.
    function stakeOf(address account) external view returns (uint256) {
        return _stakes[account];
    }

    /// @notice What an account has on its way out, and from when on it can be withdrawn.
    function unbondingOf(address account) external view returns (Unbonding memory) {
        return _unbondings[account];
    }

    /// @notice Votes are counted by time, in seconds, not by block number.
    function clock() public view override returns (uint48) {
        return Time.timestamp();
    }

    /// @inheritdoc VotesExtended
    /// @dev Delegating to nobody means voting oneself, so that all stake always has a voice.
    function _delegate(address account, address delegatee) internal override {
        super._delegate(account, delegatee == address(0) ? account : delegatee);
    }

    function _decreaseStake(address account, uint256 amount) private {
        uint256 available = _stakes[account];
        if (amount > available) revert StakeManagerInsufficientStake(account, available, amount);
        _stakes[account] = available - amount;
        totalStaked -= amount;
        // After the stake shrank: the checkpoint of the units is read from it.
        _transferVotingUnits(account, address(0), amount);
    }

    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    function _getVotingUnits(address account) internal view override returns (uint256) {
        return _stakes[account];
    }
}
